package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.picture.Grid;
import io.tacit.spark.metrics.picture.Points;
import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.metrics.report.ReportData.Column;
import java.util.List;
import java.util.stream.IntStream;

/** Two columns: the density of data and that of samples over the same rectangle. */
public record PairMarginal(Column x, Column y, Grid data, Grid samples) {

    private static final int BINS = 72;

    /** Every pair of columns, (0, 1), (0, 2), ..., (1, 2), ... */
    public static List<PairMarginal> all(List<Column> columns, Points data, Points samples) {
        ColumnMarginal.checkColumns(columns, data, samples);
        return IntStream.range(0, columns.size())
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, columns.size()).mapToObj(j -> of(columns, i, j, data, samples)))
                .toList();
    }

    /** Columns i and j. */
    public static PairMarginal of(List<Column> columns, int i, int j, Points data, Points samples) {
        ColumnMarginal.checkColumns(columns, data, samples);
        Range x = Range.ofMost(data.column(i), ColumnMarginal.TAIL);
        Range y = Range.ofMost(data.column(j), ColumnMarginal.TAIL);
        return new PairMarginal(
                columns.get(i),
                columns.get(j),
                Grid.ofHistogram(x, y, BINS, data.column(i), data.column(j)),
                Grid.ofHistogram(x, y, BINS, samples.column(i), samples.column(j)));
    }
}
