package io.tacit.spark.driver;

import io.tacit.core.engine.Engines;
import io.tacit.spark.checkpoint.Storage;
import io.tacit.spark.config.EngineConfig;
import io.tacit.spark.config.ModelConfig;
import io.tacit.spark.config.RunConfig;
import io.tacit.spark.device.GpuDemand;
import io.tacit.spark.model.CnfFactory;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.model.StoredModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** A model that a training left on disk, with the configuration it came from, ready to run. */
record LoadedModel(StoredModel stored, RunConfig config, ModelRecipe recipe, Path directory) {

    /** @param stages in which it will compute */
    static LoadedModel of(SparkSession spark, ModelUse use, GpuDemand.Stages stages) {
        Path run = new Path(use.run());
        Path directory = Output.modelOf(run);
        try {
            FileSystem files = Storage.of(run, spark.sparkContext().hadoopConfiguration());
            StoredModel stored = StoredModel.load(files, directory);
            if (stored.config().isEmpty()) {
                throw new IllegalStateException("model " + directory
                        + " was built in code, not from a configuration; use it from Java, with TrainedModel.load");
            }
            RunConfig config = stored.configuration(directory.toString());
            Engines.Choice device = use.engine().device();
            GpuDemand.check(
                    spark.sparkContext().getConf(), device, config.model().precision(), stages);
            LoadedModel model = new LoadedModel(
                    stored, config, recipe(spark.sparkContext(), stored, config.model(), use.engine()), directory);
            stored.demandLayout(model.recipe().model().objective().layout(), directory.toString());
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException("model " + directory + ": " + e.getMessage(), e);
        }
    }

    private static ModelRecipe recipe(SparkContext spark, StoredModel stored, ModelConfig model, EngineConfig engine) {
        int manyTasks = spark.defaultParallelism();
        EngineChoice choice = new EngineChoice(
                engine.device(), model.precision(), Threads.perTask(spark, engine.threads(), manyTasks));
        return ModelRecipe.of(new CnfFactory(model, stored.columns().size()), choice);
    }

    /** The same model with another solver tolerance or the like. */
    ModelRecipe variant(ModelConfig other) {
        return ModelRecipe.of(new CnfFactory(other, stored.columns().size()), recipe.engine());
    }
}
