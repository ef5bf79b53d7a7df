/**
 * Which methods solve an ordinary differential equation? An {@link io.tacit.core.solve.ode.Ode} names the states of a field;
 * {@link io.tacit.core.solve.ode.Dopri5} and other {@link io.tacit.core.solve.ode.Tableau}s are coefficients. A new method is one short file
 * that writes its step.
 *
 * <p>Start from {@link io.tacit.core.solve.ode.Dopri5#solver}. May depend on {@code core.solve} and what that depends on.
 */
@NullMarked
package io.tacit.core.solve.ode;

import org.jspecify.annotations.NullMarked;
