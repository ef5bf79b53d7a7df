package io.tacit.benchmarks.ffjord;

import io.tacit.benchmarks.machine.Environment;
import io.tacit.benchmarks.machine.Line;
import io.tacit.benchmarks.machine.LiveMemory;
import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.adjoint.Backsolve;
import io.tacit.core.engine.Engine;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.train.Evaluation;

/**
 * Does a solve that is 64 times as long need more memory? For the adjoints that promise it does not. Steps of fixed size become 64 times as many;
 * adaptive ones grow where the field comes to rest.
 */
final class MemoryMeasurement implements Measurement {

    private static final int SAMPLES = 40;
    private static final int LONG = 64;

    @Override
    public Line measure(Setting setting) throws InterruptedException {
        Line line = setting.line();
        try (Engine engine = setting.engine()) {
            of(line, engine, setting, "checkpointed", setting.method().adjoint());
            of(line, engine, setting, "backsolve", new Backsolve());
            return line.putAll(Environment.describe(engine.info()));
        }
    }

    private static void of(Line line, Engine engine, Setting setting, String name, Adjoint adjoint)
            throws InterruptedException {
        Method method = setting.method().with(adjoint);
        Workload workload = setting.workload();
        double brief = peak(line, engine, workload.withT1(1), method, name + "_t1");
        double lasting = peak(line, engine, workload.withT1(LONG), lasting(method), name + "_t64");
        line.put(name + "_ratio", lasting / brief, 3);
    }

    private static Method lasting(Method method) {
        return method.controller() instanceof FixedSteps fixed
                ? method.with(new FixedSteps(LONG * fixed.count()))
                : method;
    }

    private static double peak(Line line, Engine engine, Workload workload, Method method, String name)
            throws InterruptedException {
        long before = LiveMemory.now();
        Training training = new Training(engine, workload, method);
        Evaluation first = training.step();
        double megabytes = LiveMemory.megabytes(LiveMemory.peak(SAMPLES, training::step) - before);
        line.put(name + "_mb", megabytes, 3)
                .put(name + "_steps", first.forward().accepted() / (double) first.count(), 1);
        return megabytes;
    }
}
