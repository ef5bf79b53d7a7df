package io.tacit.benchmarks.quality;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacit.core.data.Standardization;
import io.tacit.core.engine.Engines;
import io.tacit.core.io.SafeTensors;
import io.tacit.core.random.RandomKey;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.ModelConfig;
import io.tacit.spark.model.CnfFactory;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.worker.ShardSums;
import io.tacit.spark.worker.WorkerShard;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Scores parameters of one model on the same records, whatever build trained them: exact trace, each record solved for itself to 10⁻⁵.
 *
 * @param records standardised, as the model's
 */
record Scorer(Objective density, WorkerShard records) {
    private static final String TOLERANCE = "1e-5";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RandomKey KEY = RandomKey.of(0).with("test");

    /** @param evaluations of the vector field for a record */
    record Score(double nats, double standardError, double evaluations) {}

    /**
     * For the model that a training has left.
     *
     * @throws IOException where it cannot be read, or was trained on records that were standardised otherwise
     */
    static Scorer of(Path run, WorkerShard records, Standardization standardization) throws IOException {
        // Not through StoredModel, which reads the models of its own version alone.
        JsonNode settings =
                JSON.readTree(run.resolve("model/manifest.json").toFile()).required("settings");
        if (!numbers(settings.required("mean")).equals(standardization.mean())
                || !numbers(settings.required("deviation")).equals(standardization.deviation())) {
            throw new IOException("the model in " + run
                    + " was trained on records with other means and deviations than those"
                    + " that it is to be scored on: expected the same data, columns, split and seed");
        }
        Map<String, String> given = JSON.convertValue(settings.required("config"), new TypeReference<>() {});
        ModelConfig exact = ConfigLoader.again(
                        given, Map.of("model.solver.rtol", TOLERANCE, "model.solver.atol", TOLERANCE))
                .config()
                .model();
        EngineChoice engine = new EngineChoice(
                Engines.Choice.CPU, exact.precision(), Runtime.getRuntime().availableProcessors());
        return new Scorer(
                ModelRecipe.of(new CnfFactory(exact, records.all().dim()), engine)
                        .model()
                        .objective(),
                records);
    }

    private static List<Double> numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asDouble)
                .toList();
    }

    /** @param theta a file of parameters, as in checkpoints and models */
    Score of(Path theta) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(theta))) {
            Sums sums = ShardSums.of(
                            density,
                            records,
                            SafeTensors.read(in, theta.toString()).theta(density.layout(), theta.toString()),
                            KEY)
                    .sums();
            if (sums.count() < records.count()) {
                throw new IOException("only " + sums.count() + " of " + records.count()
                        + " test records could be solved with the parameters in " + theta);
            }
            return new Score(
                    sums.mean(), sums.standardError(), (double) sums.forward().evaluations() / sums.count());
        }
    }
}
