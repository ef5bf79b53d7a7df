/**
 * Which implicit layers are there, as layers? {@link io.tacit.core.layer.Cnf}, a continuous normalizing flow. A layer knows its Programs and how
 * they are solved; it takes and gives values of a tile of examples together with a pullback. {@link io.tacit.core.train.MatchingLoss} fits the field
 * of a flow without solving it.
 *
 * <p>May depend on {@code core.nn}, {@code core.adjoint}, {@code core.solve} and below.
 */
@NullMarked
package io.tacit.core.layer;

import org.jspecify.annotations.NullMarked;
