package io.tacit.benchmarks.ffjord;

import io.tacit.benchmarks.machine.Environment;
import io.tacit.benchmarks.machine.Line;
import io.tacit.benchmarks.machine.LiveMemory;
import io.tacit.core.adjoint.Adjoint;
import io.tacit.core.adjoint.Backsolve;
import io.tacit.core.engine.Engine;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.train.Sums;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
        of(line, setting, "checkpointed", setting.method().adjoint());
        of(line, setting, "backsolve", new Backsolve());
        try (Engine engine = setting.engine()) {
            return line.putAll(Environment.describe(engine.info()));
        }
    }

    private static void of(Line line, Setting setting, String name, Adjoint adjoint) throws InterruptedException {
        Method method = setting.method().with(adjoint);
        Workload workload = setting.workload();
        // Classes and compiled code come with the first solve.
        peak(new Line(), setting, workload.withT1(1), method, "");
        double brief = peak(line, setting, workload.withT1(1), method, name + "_t1");
        double lasting = peak(line, setting, workload.withT1(LONG), lasting(method), name + "_t64");
        line.put(name + "_ratio", lasting / brief, 3);
    }

    private static Method lasting(Method method) {
        return method.controller() instanceof FixedSteps fixed
                ? method.with(new FixedSteps(LONG * fixed.count()))
                : method;
    }

    /** On an engine of its own, and all of it on a thread of its own, so that scratch memory of threads goes with them. */
    private static double peak(Line line, Setting setting, Workload workload, Method method, String name)
            throws InterruptedException {
        long before = LiveMemory.now();
        try (Engine engine = setting.engine()) {
            Steps steps = new Steps(() -> new Training(engine, workload, method));
            double megabytes = LiveMemory.megabytes(LiveMemory.peak(SAMPLES, steps) - before);
            line.put(name + "_mb", megabytes, 3)
                    .put(name + "_steps", steps.last.forward().accepted() / (double) steps.last.count(), 1);
            return megabytes;
        }
    }

    /** One training step at a call; the first call makes the training. */
    private static final class Steps implements Runnable {

        private final Supplier<Training> maker;
        private @Nullable Training training;
        private Sums last = Sums.NONE;

        Steps(Supplier<Training> maker) {
            this.maker = maker;
        }

        @Override
        public void run() {
            Training own = training == null ? maker.get() : training;
            training = own;
            last = own.step();
        }
    }
}
