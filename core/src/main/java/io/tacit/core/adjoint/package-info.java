/**
 * How is a solve differentiated? {@link io.tacit.core.adjoint.Checkpointed}, the default, gives the exact derivative of the steps taken, from a
 * bounded number of stored states; {@link io.tacit.core.adjoint.Backsolve} solves the continuous adjoint equation backwards in constant
 * memory; {@link io.tacit.core.adjoint.Direct} stores every step, for tests. All of them call the solver, which does not know them.
 *
 * <pre>{@code
 * Differentiable solved = new Checkpointed().on(engine, decay, Dopri5.solver(1e-6).with(Stepping.PER_EXAMPLE)).solve(problem);
 * Block ones = engine.allocate(Kind.BATCHED, Shape.of(2), 3);              // ∂L/∂ of the ends, for L = Σ z(end)
 * ones.fill(1);
 * Block byTheta = engine.allocate(Kind.SHARED, problem.theta().shape(), 1);
 * Gradients gradients = solved.pullback(Cotangents.ofEnd(List.of(ones)), byTheta);
 * }</pre>
 *
 * <p>Derivatives by times are those of the steps taken with their sizes held fixed, except where steps land: with equal steps over a span they are not the derivative of what another span's equal steps
 * would give.
 *
 * <p>Start from {@link io.tacit.core.adjoint.Adjoint}. May depend on {@code core.solve} and what that depends on.
 */
@NullMarked
package io.tacit.core.adjoint;

import org.jspecify.annotations.NullMarked;
