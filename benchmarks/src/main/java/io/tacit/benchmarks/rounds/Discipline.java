package io.tacit.benchmarks.rounds;

import java.util.Arrays;
import java.util.Locale;

/** When a round is over, given what each worker would take for all its steps. */
sealed interface Discipline {

    /**
     * What came of a round.
     *
     * @param seconds until the last result that counts
     * @param done share of all workers' steps that counts
     */
    record Outcome(double seconds, double done) {}

    Outcome play(double[] seconds, int steps);

    String inWords();

    /** All are waited for. */
    record Synchronous() implements Discipline {
        @Override
        public Outcome play(double[] seconds, int steps) {
            return new Outcome(Arrays.stream(seconds).max().orElse(0), 1);
        }

        @Override
        public String inWords() {
            return "synchronous";
        }
    }

    /** Until a share has come and median + k MAD is over; the others are dropped. */
    record Quorum(double share, double k) implements Discipline {
        @Override
        public Outcome play(double[] seconds, int steps) {
            double[] sorted = seconds.clone();
            Arrays.sort(sorted);
            double median = sorted[sorted.length / 2];
            double[] deviations = Arrays.stream(sorted)
                    .map(s -> Math.abs(s - median))
                    .sorted()
                    .toArray();
            double deadline = Math.max(
                    median + k * deviations[deviations.length / 2], sorted[(int) Math.ceil(share * sorted.length) - 1]);
            long came = Arrays.stream(sorted).filter(s -> s <= deadline).count();
            return new Outcome(Math.min(deadline, sorted[sorted.length - 1]), (double) came / sorted.length);
        }

        @Override
        public String inWords() {
            return String.format(Locale.ROOT, "quorum of %.0f %%, deadline median + %.0f MAD", 100 * share, k);
        }
    }

    /** Each makes steps until a time is up, and ends the step that it is in. */
    record Budgeted(double budget) implements Discipline {
        @Override
        public Outcome play(double[] seconds, int steps) {
            double longest = 0;
            double done = 0;
            for (double all : seconds) {
                double step = all / steps;
                double made = Math.min(steps, Math.max(1, Math.ceil(budget / step)));
                longest = Math.max(longest, made * step);
                done += made / steps;
            }
            return new Outcome(longest, done / seconds.length);
        }

        @Override
        public String inWords() {
            return String.format(Locale.ROOT, "rounds of %.1f s", budget);
        }
    }
}
