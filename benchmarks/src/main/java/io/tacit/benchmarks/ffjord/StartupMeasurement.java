package io.tacit.benchmarks.ffjord;

import io.tacit.benchmarks.machine.Environment;
import io.tacit.benchmarks.machine.Line;
import io.tacit.core.engine.Engine;
import java.lang.management.ManagementFactory;

/** From the start of the virtual machine to the end of the first training step. */
final class StartupMeasurement implements Measurement {

    @Override
    public Line measure(Setting setting) {
        double here = sinceStart();
        try (Engine engine = setting.engine()) {
            Training training = new Training(engine, setting.workload(), setting.method());
            double compiled = sinceStart();
            training.step();
            double stepped = sinceStart();
            return setting.line()
                    .put("ms_to_command", here, 0)
                    .put("ms_to_compiled", compiled, 0)
                    .put("ms_to_first_step", stepped, 0)
                    .putAll(Environment.describe(engine.info()));
        }
    }

    private static double sinceStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }
}
