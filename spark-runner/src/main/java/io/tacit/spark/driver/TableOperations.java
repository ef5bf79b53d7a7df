package io.tacit.spark.driver;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.Examples;
import io.tacit.spark.data.LogDensity;
import io.tacit.spark.data.RecordColumns;
import io.tacit.spark.data.RecordIdentity;
import io.tacit.spark.data.SampleTable;
import io.tacit.spark.data.Sampler;
import io.tacit.spark.data.ScoreTable;
import io.tacit.spark.data.TableFormat;
import io.tacit.spark.device.GpuDemand;
import io.tacit.spark.model.ModelRecipe;
import java.util.Arrays;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** {@code score} and {@code sample}: from table to table. */
final class TableOperations {
    private TableOperations() {}

    static Summary score(SparkSession spark, ScoreRequest request) {
        LoadedModel model = LoadedModel.of(spark, request.model(), GpuDemand.Stages.ANY);
        Dataset<Row> table = TableFormat.of(request.data()).read(spark, request.data());
        RecordColumns columns = new RecordColumns(model.stored().columns(), new RecordIdentity.FromContent());
        ScoreTable.of(
                        table,
                        columns,
                        model.stored().standardization(),
                        density(model.recipe(), model.stored().theta(), columns.dimension()))
                .write()
                .mode(SaveMode.ErrorIfExists)
                .parquet(request.output());
        long rows = spark.read().parquet(request.output()).count();
        return Summary.finished()
                .with("output", request.output())
                .with("rows", rows)
                .with("thetaSha256", model.stored().theta().sha256());
    }

    static Summary sample(SparkSession spark, SampleRequest request) {
        LoadedModel model = LoadedModel.of(spark, request.model(), GpuDemand.Stages.ANY);
        SampleTable.of(
                        spark,
                        request.count(),
                        model.stored().columns(),
                        model.stored().standardization(),
                        sampler(model.recipe(), model.stored().theta(), request.seed()))
                .write()
                .mode(SaveMode.ErrorIfExists)
                .parquet(request.output());
        return Summary.finished()
                .with("output", request.output())
                .with("rows", request.count())
                .with("thetaSha256", model.stored().theta().sha256());
    }

    /** Tasks share the model of their process. */
    static LogDensity.Source density(ModelRecipe recipe, FlatVector theta, int dimension) {
        return () -> (rows, n) -> recipe.density()
                .logDensity(new Examples(dimension, Arrays.copyOf(rows, n * dimension), new long[n]), theta);
    }

    static Sampler.Source sampler(ModelRecipe recipe, FlatVector theta, long seed) {
        RandomKey key = RandomKey.of(seed).with("sample");
        return () -> (first, n) -> recipe.density().sample(first, n, theta, key);
    }
}
