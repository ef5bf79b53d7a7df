/**
 * What is a solve? A {@link io.tacit.core.solve.Problem} says where to begin and which times to keep, a
 * {@link io.tacit.core.solve.Stepper} takes one step of a method, a {@link io.tacit.core.solve.Controller} says how far it goes and whether
 * it stands, {@link io.tacit.core.solve.Stepping} says who shares steps, and {@link io.tacit.core.solve.Integrator} runs the one loop. A
 * {@link io.tacit.core.solve.Solution} brings the states back with an {@link io.tacit.core.solve.Outcome} instead of an exception.
 *
 * <p>Start from {@code solve.ode.OdeSolver}. May depend on {@code core.program}, {@code core.engine} and {@code core.tensor}; knows nothing
 * of adjoints, which call it.
 */
@NullMarked
package io.tacit.core.solve;

import org.jspecify.annotations.NullMarked;
