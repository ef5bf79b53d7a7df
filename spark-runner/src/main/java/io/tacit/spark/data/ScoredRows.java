package io.tacit.spark.data;

import io.tacit.core.data.Standardization;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final int[] kept;
    private final LogDensity density;
    private final double[] values;
    private final double[] standardised;
    private Iterator<Row> ready = List.<Row>of().iterator();

    /** @param kept cells of a row that stay */
    ScoredRows(
            Iterator<Row> rows, FeatureReader reader, Standardization standardization, int[] kept, LogDensity density) {
        this.rows = rows;
        this.reader = reader;
        this.standardization = standardization;
        this.kept = kept;
        this.density = density;
        values = new double[reader.dimension()];
        standardised = new double[AT_ONCE * reader.dimension()];
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
            usable[waiting.size()] = standardise(row, n);
            n += usable[waiting.size()] ? 1 : 0;
            waiting.add(row);
        }
        Scores scores = density.of(standardised, n);
        List<Row> scored = new ArrayList<>(waiting.size());
        for (int i = 0, at = 0; i < waiting.size(); i++) {
            scored.add(
                    usable[i]
                            ? appended(waiting.get(i), kept, score(scores, at), scores.kinds()[at++].ordinal())
                            : appended(waiting.get(i), kept, null, null));
        }
        return scored;
    }

    /** Whether the row's features are finite numbers, which are then in place {@code at}. */
    private boolean standardise(Row row, int at) {
        reader.read(row, values);
        for (int column = 0; column < values.length; column++) {
            if (!Double.isFinite(values[column])) {
                return false;
            }
            standardised[at * values.length + column] =
                    standardization.standardize(column, standardization.middle(column, values[column]));
        }
        return true;
    }

    private double score(Scores scores, int at) {
        double[] z = Arrays.copyOfRange(standardised, at * values.length, (at + 1) * values.length);
        return scores.logDensity()[at] + standardization.logDerivative(z);
    }

    /** Some cells of a row and more. */
    static Row appended(Row row, int[] kept, @Nullable Object... more) {
        @Nullable Object[] cells = new Object[kept.length + more.length];
        for (int i = 0; i < kept.length; i++) {
            cells[i] = row.get(kept[i]);
        }
        System.arraycopy(more, 0, cells, kept.length, more.length);
        return RowFactory.create(cells);
    }
}
