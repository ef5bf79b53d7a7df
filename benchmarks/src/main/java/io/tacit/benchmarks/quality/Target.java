package io.tacit.benchmarks.quality;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What was aimed at, and what was measured.
 *
 * @param aim as a person reads it
 */
record Target(String what, String measured, String aim, Verdict verdict) {
    static final double TIMES_SHORTER = 8;
    static final double NATS_BETTER = 1;
    static final double TIME_OF_TWO = 0.65;

    enum Verdict {
        REACHED("✓"),
        MISSED("✗"),
        UNKNOWN("–");

        private final String sign;

        Verdict(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        static Verdict of(boolean reached) {
            return reached ? REACHED : MISSED;
        }
    }

    /** One program against another in the time to some nats. One that never came so far took longer than its longest training. */
    static Target shorter(Courses ours, Courses theirs, double nats, Clock clock) {
        String what = "%s to %s nats".formatted("seconds " + clock.text(), number(nats, 2));
        OptionalDouble own = ours.secondsTo(nats, clock);
        OptionalDouble others = theirs.secondsTo(nats, clock);
        String aim = "≥ %s × shorter".formatted(number(TIMES_SHORTER, 0));
        if (own.isEmpty()) {
            return new Target(what, "%s: not reached".formatted(ours.program()), aim, Verdict.MISSED);
        }
        double longest = clock.of(theirs.longest(clock));
        double ratio = others.orElse(longest) / own.getAsDouble();
        String measured = "%s %s, %s %s: %s%s ×"
                .formatted(
                        ours.program(),
                        number(own.getAsDouble(), 1),
                        theirs.program(),
                        others.isPresent() ? number(others.getAsDouble(), 1) : "more than " + number(longest, 1),
                        others.isPresent() ? "" : "more than ",
                        number(ratio, 1));
        boolean undecided = others.isEmpty() && ratio < TIMES_SHORTER;
        return new Target(what, measured, aim, undecided ? Verdict.UNKNOWN : Verdict.of(ratio >= TIMES_SHORTER));
    }

    /** One program against another in the nats after some seconds of training. */
    static Target better(Courses ours, Courses theirs, double seconds) {
        String what = "nats within %s s of training".formatted(number(seconds, 0));
        String aim = "≥ %s nat better".formatted(number(NATS_BETTER, 1));
        OptionalDouble own = ours.natsWithin(seconds);
        OptionalDouble others = theirs.natsWithin(seconds);
        if (own.isEmpty() || others.isEmpty()) {
            return new Target(what, "not measured", aim, Verdict.UNKNOWN);
        }
        double gain = others.getAsDouble() - own.getAsDouble();
        String measured = "%s %s, %s %s: %s better"
                .formatted(
                        ours.program(),
                        number(own.getAsDouble(), 3),
                        theirs.program(),
                        number(others.getAsDouble(), 3),
                        number(gain, 3));
        return new Target(what, measured, aim, Verdict.of(gain >= NATS_BETTER));
    }

    /** One program against another in what a score takes. */
    static Target asCheap(Courses ours, Courses theirs) {
        String measured = "%s %s, %s %s"
                .formatted(
                        ours.program(),
                        number(ours.evaluations(), 1),
                        theirs.program(),
                        number(theirs.evaluations(), 1));
        return new Target(
                "evaluations of the field for a score at 1e-5",
                measured,
                "not more",
                Verdict.of(ours.evaluations() <= theirs.evaluations()));
    }

    /**
     * Two executors against one, in the time to what one came to.
     *
     * @param ceiling examples a second of two plain processes at a time, as multiples of one alone
     */
    static Target inParallel(Course one, Courses two, double ceiling) {
        Point end = one.curve().end();
        String what = "time of two executors over time of one, to %s nats".formatted(number(end.nats(), 3));
        String aim = "≤ %s; two plain processes: %s at best".formatted(number(TIME_OF_TWO, 2), number(1 / ceiling, 2));
        OptionalDouble seconds = two.ends().secondsTo(end.nats(), Clock.TRAINING);
        if (seconds.isEmpty()) {
            return new Target(what, "not reached by two", aim, Verdict.MISSED);
        }
        double share = seconds.getAsDouble() / end.training();
        String measured = "%s s over %s s: %s"
                .formatted(number(seconds.getAsDouble(), 1), number(end.training(), 1), number(share, 2));
        return new Target(what, measured, aim, Verdict.of(share <= TIME_OF_TWO));
    }

    static String number(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : "–";
    }
}
