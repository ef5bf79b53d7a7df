package io.tacit.spark.driver;

import java.util.function.LongSupplier;

/** Measures rounds, and the whole of training over its resumptions. */
final class Stopwatch {
    private static final double NANOS = 1e9;
    /** In seconds; what loading and compiling take is little of it. */
    private static final double LONG = 60;

    private final LongSupplier nanoTime;
    private long began;
    private double secondsBefore;
    private int roundsBefore;
    private long roundBegan;
    private double roundSeconds;
    private double secondsAfterFirst;

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

    /** Whether rounds of the phase have been seen that say how long others will take: a second one, or a first one that was long. */
    boolean isWarm(RunState now) {
        return measured(now) > 1 || secondsPerRound(now) > LONG;
    }

    /**
     * Mean over the rounds of the phase since it, or this process, began, evaluations included. In the first of them classes are loaded and
     * compiled, so that it counts only where it is all there is.
     */
    double secondsPerRound(RunState now) {
        int rounds = measured(now);
        if (rounds <= 1) {
            secondsAfterFirst = now.seconds();
            return now.seconds() - Math.max(secondsBefore, now.next().phase().seconds());
        }
        return (now.seconds() - secondsAfterFirst) / (rounds - 1);
    }

    /** Rounds of the phase in this process. */
    private int measured(RunState now) {
        return now.finished() - Math.max(roundsBefore, now.next().phase().firstRound() - 1);
    }
}
