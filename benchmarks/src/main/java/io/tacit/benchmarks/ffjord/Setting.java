package io.tacit.benchmarks.ffjord;

import io.tacit.benchmarks.machine.Line;
import io.tacit.benchmarks.machine.Times;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Engines;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.tensor.Precision;
import java.util.Locale;

/**
 * What is measured, and how long.
 *
 * @param tolerance relative and absolute, without effect where the method's steps are fixed
 * @param steps that are timed
 * @param warmUp steps before them
 */
record Setting(Workload workload, Method method, double tolerance, int threads, int steps, Times.WarmUp warmUp) {

    Setting {
        if (threads < 1 || steps < 1) {
            throw new IllegalArgumentException(
                    "expected threads and steps of 1 or more, got " + threads + " and " + steps);
        }
    }

    Engine engine() {
        return Engines.open(Engines.Choice.CPU, Precision.FLOAT32, threads);
    }

    /** The fields that PyTorch's peers print of their arguments, and ours. */
    Line line() {
        Line line = new Line()
                .put("dim", workload.dim())
                .put("hidden", workload.hidden())
                .put("layers", workload.layers())
                .put("batch", workload.batch())
                .put("threads", threads)
                .put("steps", steps)
                .put("warmup", warmUp.times());
        if (method.controller() instanceof FixedSteps fixed) {
            line.put("solver_steps", fixed.count());
        } else {
            line.exact("tol", tolerance);
        }
        return line.put("mode", method.adjoint().getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .put(
                        "stepping",
                        method.stepping().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
