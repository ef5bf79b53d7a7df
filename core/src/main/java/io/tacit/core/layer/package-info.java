/**
 * What is a model made of? A {@link io.tacit.core.layer.Chain} of stages over named values: Programs, solves of differential equations, loops over series. An engine runs it as a
 * {@link io.tacit.core.layer.CompiledChain}, which takes a tile of examples through and cotangents back. {@link io.tacit.core.layer.Cnf} is a continuous normalizing flow, a chain
 * with a density.
 *
 * <p>May depend on {@code core.nn}, {@code core.adjoint}, {@code core.solve} and below.
 */
@NullMarked
package io.tacit.core.layer;

import org.jspecify.annotations.NullMarked;
