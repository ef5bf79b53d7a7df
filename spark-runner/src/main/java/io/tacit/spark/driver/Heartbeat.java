package io.tacit.spark.driver;

import io.tacit.spark.metrics.Progress;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Shows every second, until it is closed, that something goes on. */
final class Heartbeat implements AutoCloseable {
    private static final long FIRST_MILLIS = 2000;
    private static final long MILLIS = 1000;
    private static final double NANOS = 1e9;

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "tacit-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> beats;

    private Heartbeat(Runnable beat) {
        beats = CLOCK.scheduleWithFixedDelay(beat, FIRST_MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Of work that has no phase of its own; {@code what} says how far it is. */
    static Heartbeat of(Progress progress, Supplier<String> what) {
        long began = System.nanoTime();
        return new Heartbeat(() -> progress.alive(what.get(), (System.nanoTime() - began) / NANOS));
    }

    /** Of a phase that can be asked how far it is. */
    static Heartbeat of(Progress.Phase phase, LongSupplier done) {
        return new Heartbeat(() -> phase.at(done.getAsLong()));
    }

    @Override
    public void close() {
        beats.cancel(false);
    }
}
