/**
 * What is a solve? A {@link io.tacit.core.solve.Method} writes its step for an {@link io.tacit.core.solve.Equation} as Programs, a
 * {@link io.tacit.core.solve.Scheme}, which is all that the rest knows of either. A {@link io.tacit.core.solve.Controller} says how far a step
 * goes and whether it is accepted, {@link io.tacit.core.solve.Stepping} says who shares steps, and a {@link io.tacit.core.solve.Solver} is the
 * three together. Compiled, it is an {@link io.tacit.core.solve.Integrator}, which runs the one loop: a {@link io.tacit.core.solve.Problem}
 * says where to begin and which times to keep, a {@link io.tacit.core.solve.Solution} brings the states back with an
 * {@link io.tacit.core.solve.Outcome} instead of an exception.
 *
 * <p>Start from {@link io.tacit.core.solve.Solver}. May depend on {@code core.program}, {@code core.engine} and {@code core.tensor}; knows nothing
 * of adjoints, which call it.
 */
@NullMarked
package io.tacit.core.solve;

import org.jspecify.annotations.NullMarked;
