package io.tacit.spark.driver;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.data.RecordColumns;
import io.tacit.spark.data.RecordIdentity;
import io.tacit.spark.data.SampleTable;
import io.tacit.spark.data.Sampler;
import io.tacit.spark.data.ScoreTable;
import io.tacit.spark.data.TableFormat;
import io.tacit.spark.device.GpuDemand;
import io.tacit.spark.model.ModelRecipe;
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
        ScoreTable scored = ScoreTable.of(
                table,
                columns,
                model.stored().standardization(),
                new ModelDensity(model.recipe(), model.stored().theta(), columns.dimension()),
                request.column());
        scored.rows().write().mode(SaveMode.ErrorIfExists).parquet(request.output());
        ScoreTable.Counts counts = scored.counts();
        return Summary.finished()
                .with("output", request.output())
                .with("column", request.column())
                .with("units", "nats, in the units of the data")
                .with("rows", counts.rows())
                .with("finite", counts.finite() + counts.inDouble())
                .with("solvedInDouble", counts.inDouble())
                .with("minusInfinity", counts.beyond() + counts.unsolved())
                .with("notSolved", counts.unsolved())
                .with("null", counts.unusable())
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
    static Sampler.Source sampler(ModelRecipe recipe, FlatVector theta, long seed) {
        RandomKey key = RandomKey.of(seed).with("sample");
        return () -> (first, n) -> recipe.density().sample(first, n, theta, key);
    }
}
