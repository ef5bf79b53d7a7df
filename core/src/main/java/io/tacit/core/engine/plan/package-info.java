/**
 * In which order, in which groups and in which places are the values of a Program computed? Start from {@link io.tacit.core.engine.plan.Planner}, which
 * makes a {@link io.tacit.core.engine.plan.instruction.Plan} of a Program.
 *
 * <p>Another back end reuses all of this package, {@code instruction} and {@code kernel}: it visits the instructions, and says what each primitive is
 * on its device. Its own are how many lanes a tile has, how arrays are aligned (an argument of the Planner), in how many groups sums over examples
 * are added, and how many primitives one kernel may have.
 *
 * <p>May depend on {@code core.program}; knows neither engines nor processors.
 */
@NullMarked
package io.tacit.core.engine.plan;

import org.jspecify.annotations.NullMarked;
