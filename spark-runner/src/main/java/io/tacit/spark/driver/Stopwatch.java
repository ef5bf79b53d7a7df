package io.tacit.spark.driver;

import io.tacit.spark.worker.PhaseStart;
import java.util.function.LongSupplier;

/** Measures rounds, and the whole of training over its resumptions. */
final class Stopwatch {
    private static final double NANOS = 1e9;

    private final LongSupplier nanoTime;
    private long began;
    private double secondsBefore;
    private int roundsBefore;
    private long roundBegan;
    private double roundSeconds;

    Stopwatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void start(RunState from) {
        began = nanoTime.getAsLong();
        secondsBefore = from.seconds();
        roundsBefore = from.finished();
    }

    void beginRound() {
        roundBegan = nanoTime.getAsLong();
    }

    void endTraining() {
        roundSeconds = (nanoTime.getAsLong() - roundBegan) / NANOS;
    }

    /** Of the last round, without its evaluation. */
    double roundSeconds() {
        return roundSeconds;
    }

    /** Since the start of training. */
    double seconds() {
        return secondsBefore + (nanoTime.getAsLong() - began) / NANOS;
    }

    /** Mean over the rounds of the phase since it, or this process, began, evaluations included. */
    double secondsPerRound(RunState now) {
        PhaseStart phase = now.next().phase();
        double seconds = now.seconds() - Math.max(secondsBefore, phase.seconds());
        int rounds = now.finished() - Math.max(roundsBefore, phase.firstRound() - 1);
        return seconds / Math.max(1, rounds);
    }
}
