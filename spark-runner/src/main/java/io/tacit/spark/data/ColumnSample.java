package io.tacit.spark.data;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A column as seen in a {@link RecordSample}, beside what is known of all its values.
 *
 * @param training statistics of all training records
 * @param all extremes of all records, held-out ones too
 * @param ascending the sampled values of training records, one at least
 */
record ColumnSample(ColumnStatistics training, Extremes all, double[] ascending) {
    /** Of a normal distribution, in deviations. */
    private static final double NORMAL_INTERQUARTILE_RANGE = 1.3489795003921634;

    /** Of one column. */
    record Extremes(double min, double max) {}

    String name() {
        return training.column();
    }

    /** Between the two nearest order statistics where {@code p (n - 1)} is no whole number. */
    double quantile(double p) {
        double at = p * (ascending.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
    }

    double median() {
        return quantile(0.5);
    }

    /** The interquartile range in units in which it is the deviation of a normal distribution. */
    double robustDeviation() {
        return (quantile(0.75) - quantile(0.25)) / NORMAL_INTERQUARTILE_RANGE;
    }

    /** The value of any record that lies farthest from the median. */
    double farthest() {
        return all.max() - median() > median() - all.min() ? all.max() : all.min();
    }

    /** Its distance from the median in robust deviations; infinite where these are 0. */
    double largestZ() {
        return Math.abs(farthest() - median()) / robustDeviation();
    }

    /** Share of the sample that is more than so many robust deviations from the median. */
    double shareBeyond(double deviations) {
        double reach = deviations * robustDeviation();
        return share(Arrays.stream(ascending).filter(x -> Math.abs(x - median()) > reach));
    }

    boolean isWhole() {
        return Arrays.stream(ascending).allMatch(x -> x == Math.rint(x));
    }

    double[] distinct() {
        return Arrays.stream(ascending).distinct().toArray();
    }

    /** The number that most of the sample has. */
    double commonest() {
        double commonest = ascending[0];
        for (int i = 0, most = 0, run = 0; i < ascending.length; i++) {
            run = i > 0 && ascending[i] == ascending[i - 1] ? run + 1 : 1;
            if (run > most) {
                most = run;
                commonest = ascending[i];
            }
        }
        return commonest;
    }

    double shareOf(double value) {
        return share(Arrays.stream(ascending).filter(x -> x == value));
    }

    private double share(DoubleStream some) {
        return (double) some.count() / ascending.length;
    }
}
