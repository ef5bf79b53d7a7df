package io.tacit.benchmarks.quality;

import io.tacit.core.data.Examples;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.random.RandomKey;
import io.tacit.core.train.LocalTraining;
import io.tacit.core.train.Objective;
import io.tacit.core.train.TrainingState;
import io.tacit.spark.config.PhaseConfig;
import io.tacit.spark.model.Model;
import io.tacit.spark.model.ModelFactory;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The same steps on the same records without Spark: the loop of {@link LocalTraining} in this process.
 *
 * @param phase of the training that is compared
 * @param seconds of each measurement
 */
record EngineAlone(ModelFactory factory, PhaseConfig phase, double seconds) {
    private static final double NANOS = 1e9;
    /** Of the optimizer's schedule, which has no say in how fast it is. */
    private static final long PLANNED = 1_000_000;

    /** Examples a second of one training whose engine has so many threads. */
    double one(Examples records, int threads) {
        return run(List.of(records), threads);
    }

    /** Examples a second of all of these trainings at a time, each on an engine of one thread. */
    double together(List<Examples> shares) {
        return run(shares, 1);
    }

    private double run(List<Examples> shares, int threads) {
        List<Engine> engines =
                shares.stream().<Engine>map(share -> new CpuEngine(threads)).toList();
        try {
            List<Loop> loops = IntStream.range(0, shares.size())
                    .mapToObj(i -> loop(engines.get(i), shares.get(i)))
                    .toList();
            timed(loops, seconds / 3); // kernels are compiled for the new engines
            return timed(loops, seconds);
        } finally {
            engines.forEach(Engine::close);
        }
    }

    private Loop loop(Engine engine, Examples share) {
        Model model = factory.create(engine);
        Optimizer optimizer = phase.optimizer().optimizer(PLANNED);
        RandomKey key = RandomKey.of(1);
        return new Loop(
                new LocalTraining(optimizer, phase.work().batch()),
                model.demand(phase.aim()),
                share,
                TrainingState.start(model.initialTheta(key), optimizer),
                key);
    }

    private static double timed(List<Loop> loops, double limit) {
        long began = System.nanoTime();
        // One thread each, and no fork-join pool, whose size is that of the machine.
        List<Run> runs = loops.stream().map(loop -> new Run(loop, limit)).toList();
        runs.forEach(Thread::start);
        runs.forEach(Run::await);
        return runs.stream().mapToLong(run -> run.examples).sum() * NANOS / (System.nanoTime() - began);
    }

    private record Loop(
            LocalTraining training, Objective objective, Examples share, TrainingState start, RandomKey key) {
        long examples(double limit) {
            long began = System.nanoTime();
            LocalTraining.Extent extent =
                    new LocalTraining.Extent(0, Integer.MAX_VALUE, () -> System.nanoTime() - began < limit * NANOS);
            return training.run(objective, share, start, extent, key).examples();
        }
    }

    private static final class Run extends Thread {
        private final Loop loop;
        private final double limit;
        private volatile long examples;

        Run(Loop loop, double limit) {
            super("engine alone");
            this.loop = loop;
            this.limit = limit;
        }

        @Override
        public void run() {
            examples = loop.examples(limit);
        }

        void await() {
            try {
                join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the engine was measured", e);
            }
        }
    }

    /** Records in two halves, which keep their order. */
    static List<Examples> halves(Examples records) {
        int half = records.count() / 2;
        return Stream.of(records.range(0, half), records.range(half, records.count() - half))
                .toList();
    }
}
