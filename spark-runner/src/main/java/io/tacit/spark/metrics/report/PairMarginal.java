package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.picture.Contour;
import io.tacit.spark.metrics.picture.Grid;
import io.tacit.spark.metrics.picture.Points;
import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.metrics.report.ReportData.Column;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two columns: the density of data and that of samples over the same rectangle.
 *
 * @param contours of the learned density, where there are these two columns and no other
 */
public record PairMarginal(Column x, Column y, Grid data, Grid samples, List<Contour> contours) {

    private static final int MOST_BINS = 72;
    private static final int FEWEST_BINS = 12;
    /** Fewer bins for fewer points, or else most cells hold one or none. */
    private static final double POINTS_PER_BIN = 0.75;

    public PairMarginal {
        contours = List.copyOf(contours);
    }

    /** Every pair of columns, (0, 1), (0, 2), ..., (1, 2), ... */
    public static List<PairMarginal> all(List<Column> columns, Points data, Points samples) {
        ColumnMarginal.checkColumns(columns, data, samples);
        return IntStream.range(0, columns.size())
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, columns.size()).mapToObj(j -> of(columns, i, j, data, samples)))
                .toList();
    }

    /** What is shown of a column. */
    public static Range range(Points data, Points samples, int column) {
        return ColumnMarginal.range(data.column(column), samples.column(column));
    }

    /** The same picture with lines of the learned density. */
    public PairMarginal with(List<Contour> lines) {
        return new PairMarginal(x, y, data, samples, lines);
    }

    /** Columns i and j. */
    public static PairMarginal of(List<Column> columns, int i, int j, Points data, Points samples) {
        ColumnMarginal.checkColumns(columns, data, samples);
        Range x = range(data, samples, i);
        Range y = range(data, samples, j);
        int bins = (int) Math.max(FEWEST_BINS, Math.min(MOST_BINS, Math.sqrt(data.count() / POINTS_PER_BIN)));
        return new PairMarginal(
                columns.get(i),
                columns.get(j),
                Grid.ofHistogram(x, y, bins, data.column(i), data.column(j)),
                Grid.ofHistogram(x, y, bins, samples.column(i), samples.column(j)),
                List.of());
    }
}
