/**
 * Which methods solve an ordinary differential equation? An {@link io.tacit.core.solve.ode.Ode} names the states of a field,
 * {@link io.tacit.core.solve.ode.Dopri5} and others are coefficients, {@link io.tacit.core.solve.ode.StepPrograms} unrolls them to Programs,
 * and {@link io.tacit.core.solve.ode.OdeSolver} puts method, controller and stepping together. A new explicit method is one short file.
 *
 * <p>Start from {@link io.tacit.core.solve.ode.OdeSolver}. May depend on {@code core.solve} and what that depends on.
 */
@NullMarked
package io.tacit.core.solve.ode;

import org.jspecify.annotations.NullMarked;
