package io.tacit.spark.data;

import io.tacit.core.data.Standardization;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** The rows of one partition, scored some thousands at a time. */
final class ScoredRows implements Iterator<Row> {
    private static final int AT_ONCE = 4096;

    private final Iterator<Row> rows;
    private final FeatureReader reader;
    private final Standardization standardization;
    private final LogDensity density;
    private final double[] values;
    private final float[] standardised;
    private Iterator<Row> ready = List.<Row>of().iterator();

    ScoredRows(Iterator<Row> rows, FeatureReader reader, Standardization standardization, LogDensity density) {
        this.rows = rows;
        this.reader = reader;
        this.standardization = standardization;
        this.density = density;
        values = new double[reader.dimension()];
        standardised = new float[AT_ONCE * reader.dimension()];
        // A task may stop before its last row (a limit, a failure): the task's end is when to let go.
        TaskCompletionListener close = task -> density.close();
        TaskContext.get().addTaskCompletionListener(close);
    }

    @Override
    public boolean hasNext() {
        return ready.hasNext() || rows.hasNext();
    }

    @Override
    public Row next() {
        if (!ready.hasNext()) {
            ready = score().iterator();
        }
        return ready.next();
    }

    private List<Row> score() {
        List<Row> waiting = new ArrayList<>();
        boolean[] usable = new boolean[AT_ONCE];
        int n = 0;
        while (rows.hasNext() && waiting.size() < AT_ONCE) {
            Row row = rows.next();
            if (reader.flaw(row).isEmpty()) {
                usable[waiting.size()] = true;
                standardise(row, n++);
            }
            waiting.add(row);
        }
        double[] logDensity = density.of(standardised, n);
        double logDeterminant = standardization.logDeterminant();
        List<Row> scored = new ArrayList<>(waiting.size());
        for (int i = 0, at = 0; i < waiting.size(); i++) {
            scored.add(appended(waiting.get(i), usable[i] ? logDensity[at++] + logDeterminant : null));
        }
        return scored;
    }

    private void standardise(Row row, int at) {
        reader.read(row, values);
        for (int column = 0; column < values.length; column++) {
            standardised[at * values.length + column] = (float) standardization.standardize(column, values[column]);
        }
    }

    /** The row with one more cell. */
    static Row appended(Row row, @Nullable Object cell) {
        @Nullable Object[] cells = new Object[row.size() + 1];
        for (int i = 0; i < row.size(); i++) {
            cells[i] = row.get(i);
        }
        cells[row.size()] = cell;
        return RowFactory.create(cells);
    }
}
