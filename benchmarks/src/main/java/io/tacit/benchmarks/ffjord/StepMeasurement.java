package io.tacit.benchmarks.ffjord;

import io.tacit.benchmarks.machine.Environment;
import io.tacit.benchmarks.machine.GemmRate;
import io.tacit.benchmarks.machine.Line;
import io.tacit.benchmarks.machine.LiveMemory;
import io.tacit.benchmarks.machine.OpenBlas;
import io.tacit.benchmarks.machine.Times;
import io.tacit.core.engine.Engine;
import io.tacit.core.train.Sums;
import java.util.ArrayList;
import java.util.List;

/** Time of a training step, evaluations of the field, memory, and the rate of the matrix products against the machine's peak. */
final class StepMeasurement implements Measurement {

    private static final int MEMORY_SAMPLES = 25;

    @Override
    public Line measure(Setting setting) throws InterruptedException {
        long before = LiveMemory.now();
        try (Engine engine = setting.engine()) {
            Training training = new Training(engine, setting.workload(), setting.method());
            List<Sums> evaluations = new ArrayList<>();
            Times times = Times.of(
                    setting.warmUp(), training::begin, setting.steps(), () -> evaluations.add(training.step()));
            List<Sums> timed = evaluations.subList(evaluations.size() - setting.steps(), evaluations.size());
            Line line = setting.line();
            times(line, times, timed);
            long peak = LiveMemory.peak(MEMORY_SAMPLES, training::step) - before;
            rates(line, setting, engine.tile());
            return line.put("peak_native_mb", LiveMemory.megabytes(peak), 2)
                    .put("resident_mb", LiveMemory.residentMegabytes(), 0)
                    .putAll(Environment.describe(engine.info()));
        }
    }

    private static void times(Line line, Times times, List<Sums> timed) {
        Sums total = timed.stream().reduce(Sums.NONE, Sums::plus);
        double examples = total.count();
        double forward = total.forward().evaluations() / examples;
        double backward = total.backward().evaluations() / examples;
        line.put("ms_per_step", times.medianMillis(), 2)
                .put("ms_min", times.leastMillis(), 2)
                .put("cpu_ms_per_step", times.cpuMillis(), 2)
                .put("nfe_forward", forward, 2)
                .put("nfe_backward", backward, 2)
                .put("rejected", total.forward().rejected() / examples, 2)
                .put("ms_per_evaluation", times.medianMillis() / (forward + backward), 4)
                .put("loss", timed.get(timed.size() - 1).mean(), 4);
    }

    private static void rates(Line line, Setting setting, int tile) {
        GemmRate gemm = new GemmRate();
        double ofStep = gemm.ofStep(
                setting.workload().weights(), Math.min(tile, setting.workload().batch()));
        double own = gemm.peak();
        double blas = OpenBlas.sgemmGflops();
        double peak = Math.max(own, blas);
        line.put("gemm_gflops", ofStep, 1)
                .put("gemm_peak_gflops", peak, 1)
                .put("gemm_peak_own_gflops", own, 1)
                .put("gemm_peak_openblas_gflops", blas, 1)
                .put("gemm_share_of_peak", ofStep / peak, 3);
    }
}
