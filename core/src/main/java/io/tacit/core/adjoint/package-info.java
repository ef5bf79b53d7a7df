/**
 * How is a solve differentiated? {@link io.tacit.core.adjoint.Checkpointed}, the default, gives the exact derivative of the steps taken, from a
 * bounded number of stored states; {@link io.tacit.core.adjoint.Backsolve} solves the continuous adjoint equation backwards in constant
 * memory; {@link io.tacit.core.adjoint.Direct} stores every step, for tests. All of them call the solver, which does not know them.
 *
 * <p>Start from {@link io.tacit.core.adjoint.Adjoint}. May depend on {@code core.solve} and what that depends on.
 */
@NullMarked
package io.tacit.core.adjoint;

import org.jspecify.annotations.NullMarked;
