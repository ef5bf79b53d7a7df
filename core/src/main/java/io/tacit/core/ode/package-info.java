/**
 * How is one differential equation solved and differentiated, with plain arrays and no more types than that? Here is the door for people:
 *
 * <pre>{@code
 * Program field = Program.trace(g -> g.param("a").times(g.example("z", 2)).negate());
 * Solved s = OdeSolver.dopri5(1e-6).solve(field, new double[] {1, 2}, new double[] {0.5}, 0, 1);
 * s.end();                                              // z(1)
 * s.gradient(new double[] {1, 1}).theta();              // d(z₁ + z₂)/da
 * }</pre>
 *
 * <p>Start from {@link io.tacit.core.ode.OdeSolver}. May depend on {@code core.adjoint} and what that depends on; nothing in core depends on it.
 */
@NullMarked
package io.tacit.core.ode;

import org.jspecify.annotations.NullMarked;
