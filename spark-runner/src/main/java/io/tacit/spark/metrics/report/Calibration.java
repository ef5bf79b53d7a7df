package io.tacit.spark.metrics.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * Does the model give held-out records the log-densities it expects of its own samples?
 *
 * <p>Let F be the distribution of {@code log p(X)} for X drawn from the model. If the data are distributed as the model
 * says, {@code F(log p(x))} over held-out x is uniform on [0, 1] (probability integral transform), and equal quantiles
 * of both sides lie on a diagonal. It is a necessary condition, not a sufficient one: two densities may agree in this
 * and still differ.
 *
 * @param quantiles at levels 0.005, 0.015, ..., 0.995
 * @param transformed shares of held-out records with {@code F(log p(x))} in each of {@value #BINS} equal bins
 * @param distance largest gap between the two distribution functions (Kolmogorov–Smirnov), in [0, 1]
 * @param heldOut number of held-out records
 * @param samples number of samples of the model
 */
public record Calibration(
        List<Quantile> quantiles, List<Double> transformed, double distance, int heldOut, int samples) {

    static final int BINS = 20;
    private static final int LEVELS = 100;

    public Calibration {
        quantiles = List.copyOf(quantiles);
        transformed = List.copyOf(transformed);
    }

    /** Share of runs in which chance alone makes a gap as large, were the model calibrated (Kolmogorov and Smirnov). */
    double chance() {
        return new KolmogorovSmirnovTest().approximateP(distance, heldOut, samples);
    }

    /** Mean rank of a held-out record among samples, in [0, 1]; below ½ where records are less likely than the model's samples. */
    double meanRank() {
        double mean = 0;
        for (int bin = 0; bin < BINS; bin++) {
            mean += transformed.get(bin) * (bin + 0.5) / BINS;
        }
        return mean;
    }

    /** The log-density below which a share {@code level} lies, of the model's samples and of held-out records. */
    public record Quantile(double level, double samples, double heldOut) {}

    /** From log-densities under the model, in nats, in any order; those that are not finite count as lowest. */
    public static Calibration of(double[] heldOutLogDensity, double[] sampleLogDensity) {
        double[] heldOut = sorted(heldOutLogDensity, "heldOutLogDensity");
        double[] samples = sorted(sampleLogDensity, "sampleLogDensity");
        List<Quantile> quantiles = new ArrayList<>();
        for (int i = 0; i < LEVELS; i++) {
            double level = (i + 0.5) / LEVELS;
            quantiles.add(new Quantile(level, quantile(samples, level), quantile(heldOut, level)));
        }
        double[] shares = new double[BINS];
        double distance = 0;
        for (int i = 0; i < heldOut.length; i++) {
            double u = rank(samples, heldOut[i]);
            shares[Math.min(BINS - 1, (int) (u * BINS))] += 1.0 / heldOut.length;
            distance = Math.max(distance, Math.abs(u - (i + 0.5) / heldOut.length));
        }
        return new Calibration(
                quantiles, Arrays.stream(shares).boxed().toList(), distance, heldOut.length, samples.length);
    }

    private static double[] sorted(double[] values, String name) {
        if (values.length == 0) {
            throw new IllegalArgumentException(name + ": expected at least one value, got none");
        }
        return Arrays.stream(values)
                .map(value -> Double.isFinite(value) ? value : Double.NEGATIVE_INFINITY)
                .sorted()
                .toArray();
    }

    private static double quantile(double[] sorted, double level) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(level * sorted.length))];
    }

    /** Share of sorted values below {@code value}, those equal counted half. */
    private static double rank(double[] sorted, double value) {
        int from = firstAtLeast(sorted, value);
        int to = from;
        while (to < sorted.length && sorted[to] == value) {
            to++;
        }
        return 0.5 * (from + to) / sorted.length;
    }

    private static int firstAtLeast(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
