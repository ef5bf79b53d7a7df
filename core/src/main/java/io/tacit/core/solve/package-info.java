/**
 * What is a solve? A {@link io.tacit.core.solve.Method} writes its step for an {@link io.tacit.core.solve.Equation} as Programs, a
 * {@link io.tacit.core.solve.Scheme}, which is all that the rest knows of either. A {@link io.tacit.core.solve.Controller} says how far a step
 * goes and whether it is accepted, {@link io.tacit.core.solve.Stepping} says who shares steps, and a {@link io.tacit.core.solve.Solver} is the
 * three together. Compiled, it is an {@link io.tacit.core.solve.Integrator}, which runs the one loop: a {@link io.tacit.core.solve.Problem}
 * says where to begin and which times to keep, a {@link io.tacit.core.solve.Solution} brings the states back with an
 * {@link io.tacit.core.solve.Outcome} instead of an exception.
 *
 * <pre>{@code
 * Ode decay = Ode.of(Program.of(g -> g.output("z", g.example("z", 2).times(g.param("a")).negate())), "z");
 * Block z0 = engine.allocate(Kind.BATCHED, Shape.of(2), 3);                // three examples
 * z0.load(FlatVector.of(1, 2, 3, 4, 5, 6.0), 0);                           // one after the other
 * Problem problem = new Problem(List.of(z0), List.of(), engine.vector(FlatVector.of(0.5)),
 *         Span.each(new double[] {0, 0, 1}, new double[] {1, 2, 0}),       // each its own, backwards too
 *         SaveAt.each(new double[][] {{0.3}, {0.5, 1.5}, {}}))
 *     .withJumps(0.7);                                                     // where the field is discontinuous
 * Solution solution = Dopri5.solver(1e-6).with(Stepping.PER_EXAMPLE).on(engine, decay).solve(problem);
 * solution.saved().get(0).get(0).get(1, 0);                                // at its first time, state 0 of example 1, place 0
 * }</pre>
 *
 * <p>Start from {@link io.tacit.core.solve.Solver}. May depend on {@code core.program}, {@code core.engine} and {@code core.tensor}; knows nothing
 * of adjoints, which call it.
 */
@NullMarked
package io.tacit.core.solve;

import org.jspecify.annotations.NullMarked;
