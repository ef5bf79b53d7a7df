package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.picture.Points;
import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.metrics.report.ReportData.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One column: shares of data and of samples in equal bins over the same range.
 *
 * @param data share of all data points in each bin; what lies outside of the range is in none
 * @param samples the same of points drawn from the model
 */
public record ColumnMarginal(Column column, Range range, List<Double> data, List<Double> samples) {

    private static final int MOST_BINS = 48;
    private static final int FEWEST_BINS = 10;

    /** Share of data left out at each end, so that one outlier does not squeeze the picture. */
    static final double TAIL = 0.002;

    /** Where the tail is less than half a record, the outermost ones are shown, and need room to be whole. */
    private static final int FEW = 250;

    private static final double ROOM_FOR_FEW = 0.15;

    /** Samples may make the picture of few records so much wider on either side. */
    private static final double ROOM_FOR_SAMPLES = 0.5;

    public ColumnMarginal {
        data = List.copyOf(data);
        samples = List.copyOf(samples);
    }

    /** One for each column, of data and samples with the same columns in the same order. */
    public static List<ColumnMarginal> all(List<Column> columns, Points data, Points samples) {
        checkColumns(columns, data, samples);
        return IntStream.range(0, columns.size())
                .mapToObj(i -> of(columns.get(i), data.column(i), samples.column(i)))
                .toList();
    }

    static void checkColumns(List<Column> columns, Points data, Points samples) {
        if (columns.size() != data.dimension() || columns.size() != samples.dimension()) {
            throw new IllegalArgumentException("columns: expected as many as data and samples have, got "
                    + columns.size() + " names, data of dimension " + data.dimension() + ", samples of "
                    + samples.dimension());
        }
    }

    /** What is shown of a column: nearly all of the data, but not the farthest; of few, all, and samples nearby. */
    static Range range(double[] data, double[] samples) {
        Range most = Range.ofMost(data, TAIL);
        if (data.length > FEW) {
            return most;
        }
        Range room = most.widened(ROOM_FOR_SAMPLES);
        Range range = most;
        for (double sample : samples) {
            if (room.contains(sample)) {
                range = range.including(sample);
            }
        }
        return range.widened(ROOM_FOR_FEW);
    }

    private static ColumnMarginal of(Column column, double[] data, double[] samples) {
        Range range = range(data, samples);
        // The square root of their number, so that a bin's noise and its width are of one size.
        int bins = (int) Math.max(FEWEST_BINS, Math.min(MOST_BINS, Math.sqrt(data.length)));
        return new ColumnMarginal(column, range, shares(data, range, bins), shares(samples, range, bins));
    }

    private static List<Double> shares(double[] values, Range range, int bins) {
        double[] shares = new double[bins];
        for (double value : values) {
            if (range.contains(value)) {
                shares[Math.min(bins - 1, (int) (range.share(value) * bins))] += 1.0 / values.length;
            }
        }
        return new ArrayList<>(Arrays.stream(shares).boxed().toList());
    }
}
