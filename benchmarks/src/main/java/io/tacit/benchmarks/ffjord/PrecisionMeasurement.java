package io.tacit.benchmarks.ffjord;

import io.tacit.benchmarks.machine.Environment;
import io.tacit.benchmarks.machine.Line;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Engines;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * What double precision costs: one training step in float32 and in float64 by engine cpu, and in float64 by ND4J, in turn in one process, so that all
 * see the same machine.
 */
final class PrecisionMeasurement implements Measurement {

    private static final double NANOS_OF_MILLI = 1e6;
    private static final double NANOS = 1e9;

    @Override
    public Line measure(Setting setting) {
        try (Engine single = setting.engine();
                Engine dual = Engines.open(Engines.Choice.CPU, Precision.FLOAT64, setting.threads());
                Engine nd4j = Engines.named("nd4j", Precision.FLOAT64, setting.threads())) {
            List<Runner> runners = List.of(
                    new Runner(single, setting, 1), new Runner(dual, setting, 1), new Runner(nd4j, setting, 1.0 / 3));
            runners.forEach(Runner::warmUp);
            for (int i = 0; i < setting.steps(); i++) {
                runners.forEach(Runner::time);
            }
            double float32 = runners.get(0).median();
            double float64 = runners.get(1).median();
            double oracle = runners.get(2).median();
            return setting.line()
                    .put("ms_float32", float32, 2)
                    .put("ms_float64", float64, 2)
                    .put("ms_float64_nd4j", oracle, 2)
                    .put("float64_to_float32", float64 / float32, 2)
                    .put("nd4j_to_float64", oracle / float64, 2)
                    .putAll(Environment.describe(dual.info()));
        }
    }

    /** One engine's training and how long its steps took. */
    private static final class Runner {

        private final Training training;
        private final double seconds;
        private final List<Long> nanos = new ArrayList<>();

        /** @param share of the warm-up: ND4J's kernels are compiled */
        Runner(Engine engine, Setting setting, double share) {
            this.training = new Training(engine, setting.workload(), setting.method());
            this.seconds = share * setting.warmUp().seconds();
        }

        void warmUp() {
            long begin = System.nanoTime();
            do {
                training.step();
            } while (System.nanoTime() - begin < seconds * NANOS);
            training.begin();
            training.step();
        }

        void time() {
            long begin = System.nanoTime();
            training.step();
            nanos.add(System.nanoTime() - begin);
        }

        double median() {
            return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / NANOS_OF_MILLI;
        }
    }
}
