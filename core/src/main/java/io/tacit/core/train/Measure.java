package io.tacit.core.train;

import java.io.Serializable;

/**
 * A number that each example has, and how the sum of it over many becomes a figure.
 *
 * @param name of the output of a {@link Head} that gives it, such as {@code nll} or {@code accuracy}
 * @param unit of the figure, such as "nats"; empty where it has none
 * @param better which of two figures is the better one
 * @param shown what is made of the mean
 */
public record Measure(String name, String unit, Better better, Shown shown) implements Serializable {

    /** Which of two figures is the better one. */
    public enum Better {
        LOWER,
        HIGHER
    }

    /** What is made of the mean over examples. */
    public enum Shown {
        MEAN {
            @Override
            public double figure(double mean) {
                return mean;
            }

            @Override
            public double slope(double mean) {
                return 1;
            }
        },
        /** Such as a root mean square. */
        ROOT_OF_MEAN {
            @Override
            public double figure(double mean) {
                return Math.sqrt(mean);
            }

            @Override
            public double slope(double mean) {
                return mean > 0 ? 0.5 / Math.sqrt(mean) : 0;
            }
        },
        /** Such as a perplexity. */
        EXP_OF_MEAN {
            @Override
            public double figure(double mean) {
                return StrictMath.exp(mean);
            }

            @Override
            public double slope(double mean) {
                return StrictMath.exp(mean);
            }
        };

        /** The figure of a mean. */
        public abstract double figure(double mean);

        /** Its derivative, by which the error of the mean becomes that of the figure. */
        public abstract double slope(double mean);
    }

    /** The loss that training lowers, where a model has no name for it. */
    public static final Measure LOSS = lower("loss", "");

    /** Negative log-likelihood. */
    public static final Measure NLL = lower("nll", "nats");

    /** How far a field is from the velocities of paths. */
    public static final Measure MATCHING = lower("matching", "");

    public static Measure lower(String name, String unit) {
        return new Measure(name, unit, Better.LOWER, Shown.MEAN);
    }

    public static Measure higher(String name, String unit) {
        return new Measure(name, unit, Better.HIGHER, Shown.MEAN);
    }

    /** The same number with another figure. */
    public Measure shown(Shown other) {
        return new Measure(name, unit, better, other);
    }

    /** Whether the first figure is better than the second. */
    public boolean isBetter(double first, double second) {
        return better == Better.LOWER ? first < second : first > second;
    }
}
