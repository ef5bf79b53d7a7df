/**
 * What is a differentiable map? A {@link io.tacit.core.program.Program}: a small, typed, side-effect-free expression graph written for one
 * example. Start from {@link io.tacit.core.program.Program#trace}. Values are {@code SHARED} (one for the whole batch) or {@code BATCHED}
 * (one per example); sums over examples lead from the latter to the former. {@code jvp} and {@code vjp} give Programs again, so derivatives
 * of any order are Programs. Graphs are hash-consed and simplified while they are built; what no output needs is never part of a Program.
 *
 * <p>May depend on {@code core.tensor} only.
 */
@NullMarked
package io.tacit.core.program;

import org.jspecify.annotations.NullMarked;
