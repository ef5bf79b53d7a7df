package io.tacit.spark.metrics;

import io.tacit.core.text.Counted;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Work other than training, in words.
 *
 * @param unit in the singular
 */
record PhaseText(String name, String unit, OptionalLong total, Pace pace) {

    PhaseText(String name, String unit, OptionalLong total) {
        this(name, unit, total, new Pace());
    }

    String underWay(long done, double seconds) {
        if (done == 0) {
            return name + ", under way for " + Figures.duration(seconds);
        }
        if (total.isEmpty()) {
            return name + ": " + far(done) + ", " + Figures.duration(seconds);
        }
        return name + ": " + far(done) + " (" + Figures.percent((double) done / Math.max(1, total.getAsLong())) + "), "
                + ahead(done, seconds);
    }

    /** What was done and how long it took; without the count where nobody counted. */
    String finished(long done, double seconds) {
        String took = Figures.duration(seconds);
        return done == 0 ? name + ": done in " + took : name + ": " + Counted.of(done, unit) + " in " + took;
    }

    /** How far it had come when it was interrupted. */
    String interrupted(long done, double seconds) {
        String far = done == 0 ? "" : ", at " + far(done);
        return name + ": interrupted after " + Figures.duration(seconds) + far;
    }

    /** "3 of 30 passes". */
    private String far(long done) {
        return total.isEmpty()
                ? Counted.of(done, unit)
                : Counted.number(done) + " of " + Counted.of(total.getAsLong(), unit);
    }

    /** Time left, should the work go on at its average speed so far; the time it took where that is not known, or nothing but the end is left. */
    String ahead(long done, double seconds) {
        long all = total.orElse(Long.MAX_VALUE);
        OptionalDouble left = pace.left(done, all, seconds);
        if (done >= all) {
            return "finishing, " + Figures.duration(seconds) + " so far";
        }
        return left.isPresent() && total.isPresent()
                ? Figures.duration(left.getAsDouble()) + " left"
                : Figures.duration(seconds) + " so far";
    }
}
