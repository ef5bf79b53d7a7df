package io.tacit.spark.metrics.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How much one column says of another, in nats: {@code Σ p(i, j) log (p(i, j) / (p(i) p(j)))} over bins of equal frequency, less the
 * bias that finitely many records give it (Miller and Madow: the number of cells, rows and columns that are not empty), and not below
 * 0. It sees any dependence, bends and rings included, and no monotone change of a column's units changes it.
 *
 * <p>Source: L. Paninski, Estimation of entropy and mutual information, Neural Computation 15 (2003).
 */
final class MutualInformation {
    private static final int MOST_BINS = 24;
    /** Records for a cell of the table, on average, or else its figure is noise. */
    private static final int RECORDS_PER_CELL = 5;

    private MutualInformation() {}

    /** Of n pairs; the same however they are ordered. */
    static double nats(double[] xs, double[] ys) {
        int bins = (int) Math.max(2, Math.min(MOST_BINS, Math.sqrt((double) xs.length / RECORDS_PER_CELL)));
        int[] x = ranked(xs, bins);
        int[] y = ranked(ys, bins);
        int[] cells = new int[bins * bins];
        int[] rows = new int[bins];
        int[] columns = new int[bins];
        for (int i = 0; i < xs.length; i++) {
            cells[x[i] * bins + y[i]]++;
            rows[x[i]]++;
            columns[y[i]]++;
        }
        double n = xs.length;
        double sum = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            if (cells[cell] > 0) {
                double independent = (double) rows[cell / bins] * columns[cell % bins];
                sum += cells[cell] / n * StrictMath.log(cells[cell] * n / independent);
            }
        }
        double bias = (filled(cells) - filled(rows) - filled(columns) + 1) / (2 * n);
        return Math.max(0, sum - bias);
    }

    /** The bin of each value; equal values share one, so a column of few values has as many bins. */
    private static int[] ranked(double[] values, int bins) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        double[] edges = IntStream.range(1, bins)
                .mapToDouble(i -> sorted[(int) ((long) i * sorted.length / bins)])
                .distinct()
                .toArray();
        return Arrays.stream(values).mapToInt(value -> bin(edges, value)).toArray();
    }

    /** Number of edges at or below the value. */
    private static int bin(double[] edges, double value) {
        int at = Arrays.binarySearch(edges, value);
        return at >= 0 ? at + 1 : -at - 1;
    }

    private static long filled(int[] counts) {
        return Arrays.stream(counts).filter(count -> count > 0).count();
    }
}
