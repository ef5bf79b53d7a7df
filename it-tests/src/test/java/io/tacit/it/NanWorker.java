package io.tacit.it;

import io.tacit.core.data.Examples;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.nn.Activation;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.train.CnfSettings;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.driver.TrainedModel;
import io.tacit.spark.driver.Training;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.model.CnfModel;
import io.tacit.spark.model.Model;
import java.io.IOException;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * An application that trains on each transport in turn, with a gradient that is not a number for workers that have a record far
 * to the right, and prints for each run how many results were left out in each round, and the SHA-256 of θ.
 */
public final class NanWorker {
    private static final float FAR = 1.52f;

    private NanWorker() {}

    public static void main(String[] arguments) throws IOException {
        SparkConf conf = new SparkConf();
        try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
            Dataset<Row> table = spark.read()
                    .option("header", true)
                    .option("inferSchema", true)
                    .csv(arguments[0]);
            for (String transport : arguments[1].split(",", -1)) {
                // The batch is the shard: whoever has the record has it in every step.
                TrainingConfig config = TrainingConfig.parse(
                        "workers = 8, batch = 1000, localSteps = 2, rounds = 4, transport.kind = " + transport);
                print(transport, Training.of(config).columns("x", "y").train(table, engine -> new Ill(flow(engine))));
            }
        }
    }

    private static void print(String run, TrainedModel model) {
        System.out.println(run + " rejected="
                + model.history().rounds().stream()
                        .map(RoundRecord::examples)
                        .map(RoundRecord.Examples::rejectedContributions)
                        .toList()
                + " " + model.theta().sha256());
    }

    private static Model flow(Engine engine) {
        return CnfModel.of(engine, Cnf.ffjord(2, 1, Activation.TANH, 8), CnfSettings.tolerance(1e-2));
    }

    private record Ill(Model model) implements Model, Objective {
        @Override
        public Objective objective() {
            return this;
        }

        @Override
        public FlatVector initialTheta(RandomKey key) {
            return model.initialTheta(key);
        }

        @Override
        public ParamLayout layout() {
            return model.objective().layout();
        }

        @Override
        public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
            Sums evaluation = model.objective().differentiate(examples, theta, key, gradient);
            for (int i = 0; i < examples.count(); i++) {
                if (examples.rows()[i * examples.dim()] > FAR) {
                    gradient.set(0, Double.NaN);
                }
            }
            return evaluation;
        }

        @Override
        public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
            return model.objective().evaluate(examples, theta, key);
        }
    }
}
