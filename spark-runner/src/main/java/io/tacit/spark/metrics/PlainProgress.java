package io.tacit.spark.metrics;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/** Whole lines, at most one in five seconds besides first and last ones; no carriage returns, no colours. */
final class PlainProgress implements Progress {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** Longest time without a line while something goes on. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final InstantSource clock;
    private Instant lastLine = Instant.MIN;
    private Optional<RoundRecord> evaluated = Optional.empty();

    PlainProgress(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public Phase phase(String name, String unit, OptionalLong total) {
        note(name + " ...");
        return new PlainPhase(name, unit, total);
    }

    @Override
    public synchronized void round(RoundRecord round) {
        if (round.likelihood().validation().isPresent()) {
            evaluated = Optional.of(round);
        }
        if (round.round() == 1 || round.round() == round.of() || due()) {
            note(new RoundText(round, evaluated).line());
        }
    }

    @Override
    public synchronized void alive(String what, double seconds) {
        if (lastLine.equals(Instant.MIN)
                || Duration.between(lastLine, clock.instant()).compareTo(SILENCE) >= 0) {
            note(what + ", under way for " + Figures.duration(seconds));
        }
    }

    @Override
    public synchronized void note(String line) {
        out.println(line);
        out.flush();
        lastLine = clock.instant();
    }

    @Override
    public void close() {}

    private boolean due() {
        return lastLine.equals(Instant.MIN)
                || Duration.between(lastLine, clock.instant()).compareTo(INTERVAL) >= 0;
    }

    private final class PlainPhase implements Phase {

        private final PhaseText text;
        private final Instant start = clock.instant();
        private long done;
        private boolean ended;

        PlainPhase(String name, String unit, OptionalLong total) {
            text = new PhaseText(name, unit, total);
        }

        @Override
        public void at(long done) {
            synchronized (PlainProgress.this) {
                if (ended) {
                    return; // a sign of life that came late
                }
                this.done = done;
                if (due()) {
                    note(text.underWay(done, elapsed()));
                }
            }
        }

        @Override
        public void end(long done) {
            synchronized (PlainProgress.this) {
                this.done = done;
                ended = true;
            }
        }

        @Override
        public void close() {
            synchronized (PlainProgress.this) {
                note(ended ? text.finished(done, elapsed()) : text.interrupted(done, elapsed()));
            }
        }

        private double elapsed() {
            return Duration.between(start, clock.instant()).toMillis() / 1000.0;
        }
    }
}
