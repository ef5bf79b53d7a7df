/**
 * How is A x = b solved for each example, inside a Program? By a {@link io.tacit.core.program.LinearSolver}: {@link io.tacit.core.linear.Dense} with the matrix,
 * {@link io.tacit.core.linear.Cg}, {@link io.tacit.core.linear.Gmres} and {@link io.tacit.core.linear.Bicgstab} with products alone,
 * {@link io.tacit.core.linear.Neumann} and {@link io.tacit.core.linear.JacobianFree} approximately. A method writes expressions and
 * {@link io.tacit.core.program.Iteration}s; engines run them. What an iterative method finds is an implicit function of A and b
 * ({@link io.tacit.core.program.Implicit}), so all of them have derivatives of any order.
 *
 * <pre>{@code
 * Expr x = Cg.of(1e-8).solve(LinearMap.of(b, v -> w.matmul(v), v -> w.matmul(v)), b);
 * }</pre>
 *
 * <p>May depend on {@code core.program} only.
 */
@NullMarked
package io.tacit.core.linear;

import org.jspecify.annotations.NullMarked;
