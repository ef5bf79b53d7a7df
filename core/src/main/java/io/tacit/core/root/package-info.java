/**
 * For which z is r(z, x, θ) = 0? A {@link io.tacit.core.root.RootMethod} says it for each example, inside a Program: Newton, chord, Broyden, Picard, Anderson,
 * bisection. A method of one paper is one file that writes the body of an inner iteration. What it finds is a {@link io.tacit.core.root.Root}: a value with the
 * derivative of the implicit function theorem, and how the search ended.
 *
 * <p>In a trace, equilibria, implicit steps and optimality conditions are one line; outside one, {@link io.tacit.core.root.RootSolver} is the way in:
 *
 * <pre>{@code
 * Program layer = Program.trace(g -> {                              // a deep equilibrium: z = tanh(W z + x)
 *     Expr x = g.example("x", 8), w = g.param("w", 8, 8);
 *     return new Anderson(5).fixedPoint(x, z -> w.matmul(z).plus(x).tanh()).value();
 * });
 *
 * RootSolver solver = new Newton().on(engine, residual);            // residual: a Program of z, x and θ
 * Roots roots = solver.solve(Map.of("z", guess, "x", x), theta);    // guess, x: [example][place]
 * roots.outcome(0).advice();
 * roots.gradient(cotangents).of("x");
 * }</pre>
 *
 * <p>May depend on {@code core.program}, {@code core.linear}, {@code core.engine} and {@code core.tensor}.
 */
@NullMarked
package io.tacit.core.root;

import org.jspecify.annotations.NullMarked;
