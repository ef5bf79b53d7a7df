package io.tacit.spark.metrics;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** One line at the bottom of a terminal that rewrites itself; what is finished stays above it. */
final class TerminalProgress implements Progress {

    /** Back to the first column, and blank to the end of the line. */
    private static final String CLEAR_LINE = "\r\u001b[K";

    private static final int REFRESH_MILLIS = 250;

    private final PrintStream out;
    private Optional<ProgressBar> training = Optional.empty();
    private final TrainingPieces pieces = new TrainingPieces();

    TerminalProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public Phase phase(String name, String unit, OptionalLong total) {
        closeTraining();
        PhaseText text = new PhaseText(name, unit, total);
        return new TerminalPhase(text, bar(name, total.orElse(-1), BarLine.ofPhase(text)));
    }

    @Override
    public synchronized void round(RoundRecord round) {
        pieces.update(round);
        ProgressBar bar = training.orElseGet(() -> bar("round", round.of(), new BarLine(pieces)));
        training = Optional.of(bar);
        bar.maxHint(round.of()); // a guess where the length is a time
        bar.stepTo(round.round());
        bar.refresh();
        if (round.round() == round.of()) {
            closeTraining();
        }
    }

    @Override
    public synchronized void alive(String what, double seconds) {
        String text = what + ", under way for " + Figures.duration(seconds);
        if (training.isPresent()) {
            pieces.goesOn(text);
        } else {
            // Without a line feed: whatever comes next takes its place.
            out.print(CLEAR_LINE + text);
            out.flush();
        }
    }

    @Override
    public synchronized void note(String line) {
        out.print(CLEAR_LINE + line + System.lineSeparator());
        out.flush();
        training.ifPresent(ProgressBar::refresh);
    }

    @Override
    public void close() {
        closeTraining();
    }

    private synchronized void closeTraining() {
        training.ifPresent(ProgressBar::close);
        training = Optional.empty();
    }

    private ProgressBar bar(String name, long total, BarLine line) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(total)
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setRenderer(line)
                .setConsumer(new ConsoleProgressBarConsumer(out))
                .build();
    }

    /** The newest round's pieces, handed from the training thread to the one that draws. */
    private static final class TrainingPieces implements BarLine.Pieces {

        private Optional<RoundRecord> evaluated = Optional.empty();
        private List<String> ofRound = List.of();
        private volatile List<String> newest = List.of();

        /** In front of what the last round left. */
        void goesOn(String text) {
            List<String> more = new ArrayList<>(List.of(text));
            more.addAll(ofRound);
            newest = List.copyOf(more);
        }

        void update(RoundRecord round) {
            if (round.likelihood().validation().isPresent()) {
                evaluated = Optional.of(round);
            }
            ofRound = new RoundText(round, evaluated).pieces();
            newest = ofRound;
        }

        @Override
        public List<String> after(long done, double seconds) {
            return newest;
        }
    }

    private record TerminalPhase(PhaseText text, ProgressBar bar) implements Phase {

        @Override
        public void at(long done) {
            bar.stepTo(done);
        }

        @Override
        public void end(long done) {
            bar.stepTo(done);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
