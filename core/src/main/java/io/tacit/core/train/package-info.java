/**
 * How is a model trained on one machine? An {@link io.tacit.core.train.Objective} gives the loss of some examples and its gradient;
 * {@link io.tacit.core.train.LocalTraining} is the loop of optimizer steps over a share of the records, a pure function of its arguments.
 *
 * <p>May depend on {@code core.layer}, {@code core.data}, {@code core.optim}, {@code core.random} and below.
 */
@NullMarked
package io.tacit.core.train;

import org.jspecify.annotations.NullMarked;
