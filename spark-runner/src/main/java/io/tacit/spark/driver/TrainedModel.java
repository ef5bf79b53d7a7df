package io.tacit.spark.driver;

import io.tacit.core.data.Standardization;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.text.Counted;
import io.tacit.spark.checkpoint.Storage;
import io.tacit.spark.data.RecordColumns;
import io.tacit.spark.data.RecordIdentity;
import io.tacit.spark.data.SampleTable;
import io.tacit.spark.data.ScoreTable;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.ModelFactory;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.model.StoredModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A trained model of any kind. Scoring and sampling need one that is a density.
 *
 * @param kind short name for the manifest
 * @param columns in the order of a record
 * @param standardization between the units of the table and those of the model
 */
public record TrainedModel(
        SparkSession spark,
        ModelRecipe recipe,
        String kind,
        List<String> columns,
        Standardization standardization,
        FlatVector theta,
        History history) {

    /**
     * How it was trained.
     *
     * @param heldOut mean loss of the held-out records in the units of the model, where there were some
     */
    public record History(Ending ending, List<RoundRecord> rounds, Optional<Estimate> heldOut) {
        public History {
            rounds = List.copyOf(rounds);
        }
    }

    /** log p of one record in nats, in the units of the table; −∞ where it is beyond what a double can hold or no solve succeeds. */
    public double logDensity(double... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("record: expected " + Counted.of(columns.size(), "value") + " " + columns
                    + ", got " + values.length);
        }
        double[] row = new double[values.length];
        for (int i = 0; i < row.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "record: expected finite numbers, got " + values[i] + " for " + columns.get(i));
            }
            row[i] = standardization.standardize(i, standardization.middle(i, values[i]));
        }
        return density().of(row, 1).logDensity()[0] + standardization.logDerivative(row);
    }

    /** The table with one more column, {@code logDensity} in nats; computed when it is read. */
    public Dataset<Row> score(Dataset<Row> table) {
        RecordColumns features = new RecordColumns(columns, new RecordIdentity.FromContent());
        return ScoreTable.of(table, features, standardization, density(), ScoreTable.COLUMN)
                .rows();
    }

    private ModelDensity density() {
        return new ModelDensity(recipe, theta, columns.size());
    }

    /** Records drawn from the density, in the units of the table; drawn when they are read. */
    public Dataset<Row> sample(long count, long seed) {
        return SampleTable.of(spark, count, columns, standardization, TableOperations.sampler(recipe, theta, seed));
    }

    /** Writes {@code theta.safetensors} and {@code manifest.json} to a directory, in place of what was there. */
    public void save(String directory) {
        Path path = new Path(directory);
        StoredModel stored = new StoredModel(
                kind,
                columns,
                standardization,
                Map.of(),
                recipe.model().objective().layout(),
                theta,
                Map.of("outcome", history.ending().kind().text()));
        try {
            stored.save(Storage.of(path, spark.sparkContext().hadoopConfiguration()), path);
        } catch (IOException e) {
            throw new UncheckedIOException("the model cannot be written to " + directory, e);
        }
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @param factory the one it was trained with
     * @throws UncheckedIOException naming what is missing or damaged
     */
    public static TrainedModel load(SparkSession spark, String directory, ModelFactory factory, EngineChoice engine) {
        Path path = new Path(directory);
        try {
            StoredModel stored =
                    StoredModel.load(Storage.of(path, spark.sparkContext().hadoopConfiguration()), path);
            ModelRecipe recipe = ModelRecipe.of(factory, engine);
            stored.demandLayout(recipe.model().objective().layout(), directory);
            Ending ending = new Ending(Ending.Kind.COMPLETED, "read from " + directory);
            return new TrainedModel(
                    spark,
                    recipe,
                    stored.kind(),
                    stored.columns(),
                    stored.standardization(),
                    stored.theta(),
                    new History(ending, List.of(), Optional.empty()));
        } catch (IOException e) {
            throw new UncheckedIOException("model " + directory + ": " + e.getMessage(), e);
        }
    }
}
