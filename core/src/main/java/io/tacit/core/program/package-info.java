/**
 * What is a differentiable map? A {@link io.tacit.core.program.Program}: a small, typed, side-effect-free expression graph written for one
 * example. Start from {@link io.tacit.core.program.Program#trace}. Values are {@code SHARED} (one for the whole batch) or {@code BATCHED}
 * (one per example); sums over examples lead from the latter to the former. {@code jvp} and {@code vjp} give Programs again, so derivatives
 * of any order are Programs. Graphs are hash-consed and simplified while they are built; what no output needs is never part of a Program.
 *
 * <p>What is found by iteration is written as {@link io.tacit.core.program.Iteration} and, where it is a root, given the derivative of one by
 * {@link io.tacit.core.program.Implicit#root(io.tacit.core.program.Expr, java.util.function.UnaryOperator, io.tacit.core.program.LinearSolver)};
 * {@code core.root} and {@code core.linear} have the methods.
 *
 * <p>Printed, {@code x -> x.square()} for an example's scalar x, its jvp by x and its vjp by x are
 *
 * <pre>
 * program(example x[]) {
 *   &#64;0[] = example x()
 *   &#64;1[] = square(&#64;0)
 *   value := &#64;1
 * }
 * program(example x[], example d.x[]) {
 *   &#64;0[] = example x()
 *   &#64;1[] = square(&#64;0)
 *   &#64;2[] = example d.x()
 *   %3[] = 2.0()
 *   &#64;4[] = mul(&#64;0, %3)
 *   &#64;5[] = mul(&#64;4, &#64;2)
 *   value := &#64;1
 *   d.value := &#64;5
 * }
 * program(example x[], example adj.value[]) {
 *   &#64;0[] = example x()
 *   &#64;1[] = square(&#64;0)
 *   &#64;2[] = example adj.value()
 *   %3[] = 2.0()
 *   &#64;4[] = mul(&#64;0, %3)
 *   &#64;5[] = mul(&#64;2, &#64;4)
 *   value := &#64;1
 *   adj.x := &#64;5
 * }
 * </pre>
 *
 * <p>where {@code @} marks BATCHED values, {@code %} SHARED ones, and brackets hold shapes.
 *
 * <p>May depend on {@code core.tensor} only.
 */
@NullMarked
package io.tacit.core.program;

import org.jspecify.annotations.NullMarked;
