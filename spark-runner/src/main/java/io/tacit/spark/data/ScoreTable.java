package io.tacit.spark.data;

import io.tacit.core.data.Standardization;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A table with one more column, {@value #COLUMN}: the log-density of each row in nats, in the units of the table, that is
 * {@code log p(z) + log |dz/dx|} with z the standardised row.
 *
 * <p>All rows stay, in their order and partitions, with all their columns. A row whose features are not finite numbers
 * has no density: null.
 */
public final class ScoreTable {
    public static final String COLUMN = "logDensity";

    private ScoreTable() {}

    /**
     * Adds the column; rows are read when the result is.
     *
     * @throws DataException where features are missing or the column is already there
     */
    public static Dataset<Row> of(
            Dataset<Row> table, RecordColumns columns, Standardization by, LogDensity.Source density) {
        if (List.of(table.columns()).contains(COLUMN)) {
            throw new DataException("the data already have a column '" + COLUMN + "'; rename or drop it");
        }
        RecordColumns features = new RecordColumns(columns.features(), new RecordIdentity.FromContent());
        FeatureReader reader = FeatureReader.of(table.schema(), features);
        StructType schema = table.schema().add(COLUMN, DataTypes.DoubleType);
        MapPartitionsFunction<Row, Row> scored = rows -> new ScoredRows(rows, reader, by, density.open());
        return table.mapPartitions(scored, Encoders.row(schema));
    }
}
