package io.tacit.it;

import io.tacit.core.data.Examples;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.train.CnfSettings;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.driver.TrainedModel;
import io.tacit.spark.driver.Training;
import io.tacit.spark.model.CnfModel;
import io.tacit.spark.model.Model;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * An application that trains twice on the same table, the second time with a task that sleeps, and prints for each run
 * how many tasks Spark has started once more, how many examples counted, and the SHA-256 of θ.
 */
public final class Straggler {
    private static final int SLOW_WORKER = 1;
    private static final long SLEEP_MILLIS = 10_000;

    /** At most one sleep in each process. */
    private static final AtomicBoolean SLEPT = new AtomicBoolean();

    private Straggler() {}

    public static void main(String[] arguments) throws IOException {
        SparkConf conf = new SparkConf();
        try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
            Speculation speculation = new Speculation();
            spark.sparkContext().addSparkListener(speculation);
            Dataset<Row> table = spark.read()
                    .option("header", true)
                    .option("inferSchema", true)
                    .csv(arguments[0]);
            Training training = Training.of(TrainingConfig.parse(
                            "workers = 4, batch = 32, localSteps = 4, rounds = 6, roundTimeout = 120"))
                    .columns("x", "y");
            print("even", training.train(table, engine -> flow(engine)), speculation);
            print("uneven", training.train(table, engine -> new Slow(flow(engine))), speculation);
        }
    }

    private static void print(String run, TrainedModel model, Speculation speculation) {
        long examples = model.history()
                .rounds()
                .get(model.history().rounds().size() - 1)
                .examples()
                .total();
        System.out.println(run + " again=" + speculation.tasks.get() + " examples=" + examples + " "
                + model.theta().sha256());
    }

    private static Model flow(Engine engine) {
        Program field = Program.of(g -> {
            Expr z = g.example(Net.STATE, 2);
            g.shared(Net.TIME);
            g.output(
                    Net.STATE,
                    g.param("v", 2, 8).matmul(g.param("w", 8, 2).matmul(z).tanh()));
        });
        return CnfModel.of(engine, Cnf.of(Net.of(field)), CnfSettings.tolerance(1e-2));
    }

    /** The same model, but where it trains in the first attempt of one task, it is slow once. */
    private record Slow(Model model) implements Model, Objective {
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
            TaskContext task = TaskContext.get();
            if (task.partitionId() == SLOW_WORKER && task.attemptNumber() == 0 && SLEPT.compareAndSet(false, true)) {
                sleep();
            }
            return model.objective().differentiate(examples, theta, key, gradient);
        }

        @Override
        public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
            return model.objective().evaluate(examples, theta, key);
        }

        private static void sleep() {
            try {
                Thread.sleep(SLEEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Spark has ended this attempt", e);
            }
        }
    }

    private static final class Speculation extends SparkListener {
        private final AtomicInteger tasks = new AtomicInteger();

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            if (start.taskInfo().speculative()) {
                tasks.incrementAndGet();
            }
        }
    }
}
