package io.tacit.it;

import io.tacit.core.engine.Engines;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.Objective;
import io.tacit.spark.config.ColumnNames;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.device.GpuStages;
import io.tacit.spark.driver.SparkOperations;
import io.tacit.spark.driver.StopRequest;
import io.tacit.spark.driver.TrainRequest;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.Model;
import io.tacit.spark.model.ModelRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.sql.SparkSession;

/**
 * An application that prints, per task, the address that Spark gave to it and the device that Tacit opened for it, in a stage
 * that does not compute and in one that does; then it trains. Its argument is a folder that all processes see.
 */
public final class GpuAddresses {
    static final int TASKS = 4;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private GpuAddresses() {}

    /** Shows the device that it was made for, and is good for nothing else. */
    private record Shown(String device) implements Model {
        @Override
        public Objective objective() {
            throw new UnsupportedOperationException("nothing is trained here, only devices are looked at");
        }

        @Override
        public FlatVector initialTheta(RandomKey key) {
            throw new UnsupportedOperationException("nothing is trained here, only devices are looked at");
        }
    }

    public static void main(String[] args) throws IOException {
        SparkConf conf = new SparkConf().setAppName("addresses");
        try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            print("default", tasks(context, Engines.Choice.AUTO, args[0] + "/default"));
            print(
                    "computes",
                    GpuStages.withResources(
                            tasks(context, Engines.Choice.GPU, args[0] + "/computes"), Engines.Choice.GPU));
            train(args[0]);
        }
    }

    private static void print(String stage, JavaRDD<String> lines) {
        lines.collect().forEach(line -> System.out.println("stage=" + stage + " " + line));
    }

    private static JavaRDD<String> tasks(JavaSparkContext context, Engines.Choice choice, String meeting)
            throws IOException {
        Files.createDirectories(Path.of(meeting));
        ModelRecipe recipe = ModelRecipe.of(
                engine -> new Shown(engine.info().device()), new EngineChoice(choice, Precision.FLOAT32, 1));
        return context.parallelize(IntStream.range(0, TASKS).boxed().toList(), TASKS)
                .map(task -> line(task, recipe, Path.of(meeting)));
    }

    private static String line(int task, ModelRecipe recipe, Path meeting) throws IOException, InterruptedException {
        Files.createFile(meeting.resolve(Integer.toString(task)));
        meetOthers(meeting);
        String address = Optional.ofNullable(TaskContext.get().resourcesJMap().get("gpu"))
                .map(ResourceInformation::addresses)
                .map(addresses -> String.join(",", addresses))
                .orElse("none");
        String device = ((Shown) recipe.model()).device();
        return "executor=" + SparkEnv.get().executorId() + " address=" + address + " device=" + device;
    }

    /** Until all tasks run at the same time. */
    private static void meetOthers(Path meeting) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try (Stream<Path> arrived = Files.list(meeting)) {
                long there = arrived.count();
                if (there == TASKS) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("of " + TASKS + " tasks only " + there + " came to " + meeting
                            + " within " + LIMIT.toSeconds() + " s");
                }
            }
            Thread.sleep(20);
        }
    }

    private static void train(String folder) throws IOException {
        StringBuilder points = new StringBuilder("x,y\n");
        for (int i = 0; i < 300; i++) {
            RandomKey key = RandomKey.of(3).with(i);
            points.append(key.gaussian(0)).append(',').append(key.gaussian(1)).append('\n');
        }
        Path data = Files.writeString(Path.of(folder, "points.csv"), points);
        Map<String, String> model = Map.of("--hidden", "8", "--layers", "1", "--fixed-steps", "4", "--device", "gpu");
        Map<String, String> rounds =
                Map.of("--workers", "8", "--batch", "16", "--local-steps", "2", "--rounds", "3", "--transport", "akka");
        Map<String, String> flags = new HashMap<>(Map.of("--data", data.toString(), "--output", folder + "/run"));
        List.of(model, rounds).forEach(flags::putAll);
        TrainRequest request = new TrainRequest(
                ConfigLoader.load(flags, ColumnNames.UNKNOWN),
                TrainRequest.Start.FRESH,
                StopRequest.NEVER,
                Progress.silent());
        System.out.println("trained=" + new SparkOperations().train(request).ending());
    }
}
