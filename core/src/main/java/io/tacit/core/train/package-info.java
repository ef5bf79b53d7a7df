/**
 * How is a model trained on one machine? An {@link io.tacit.core.train.Objective} gives {@link io.tacit.core.train.Sums} over some examples and the gradient of their loss;
 * {@link io.tacit.core.train.ChainObjective} is that of any {@link io.tacit.core.layer.Chain} with a {@link io.tacit.core.train.Head};
 * {@link io.tacit.core.train.LocalTraining} is the loop of optimizer steps over a share of the records, a pure function of its arguments.
 *
 * <p>A flow has two objectives. {@link io.tacit.core.train.MaximumLikelihood} solves the flow for every example, and its loss is the one that counts.
 * {@link io.tacit.core.train.FlowMatching} fits the same field to velocities of paths from data to noise, at a twentieth of the cost or less: data
 * at time 0, noise at the end. {@link io.tacit.core.train.Matching} says which paths, at which times, between which pairs.
 *
 * <p>May depend on {@code core.layer}, {@code core.data}, {@code core.optim}, {@code core.random} and below.
 */
@NullMarked
package io.tacit.core.train;

import org.jspecify.annotations.NullMarked;
