/**
 * How do parameters live in one flat vector? All parameters of a model are one {@link io.tacit.core.tensor.FlatVector}
 * θ; a {@link io.tacit.core.tensor.ParamLayout} says which stretch of it is which array. Averaging, optimising,
 * checkpointing and hashing are then vector operations that know nothing of layers. Start from {@code FlatVector}.
 * Depends on nothing but the JDK.
 */
@NullMarked
package io.tacit.core.tensor;

import org.jspecify.annotations.NullMarked;
