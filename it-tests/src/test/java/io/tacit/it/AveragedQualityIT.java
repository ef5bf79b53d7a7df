package io.tacit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.data.ToyDensity;
import io.tacit.core.layer.Cnf;
import io.tacit.core.nn.Activation;
import io.tacit.core.random.RandomKey;
import io.tacit.core.train.CnfSettings;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.driver.TrainedModel;
import io.tacit.spark.driver.Training;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.model.CnfModel;
import io.tacit.spark.model.ModelFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What averaging after sixteen steps of four workers costs, against one worker that sees as many examples in each step. */
@Tag(SmallTraining.CHAOS)
class AveragedQualityIT {
    private static final int RECORDS = 8000;
    private static final List<Integer> SEEDS = List.of(1, 2, 3);
    private static final String AVERAGED = "workers = 4, batch = 64";
    private static final String ALONE = "workers = 1, batch = 256";
    private static final String DILOCO = AVERAGED + ", averaging.outer { name = nesterov, lr = 0.7, momentum = 0.9 }";
    private static final double CLOSE = 0.02;

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        SparkConf conf =
                new SparkConf().setMaster("local[2]").setAppName("quality").set("spark.ui.enabled", "false");
        spark = SparkSession.builder().config(conf).getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    @DisplayName("C36 eight Gaussians: as good as one worker over three seeds, and the density integrates to 1")
    void eightGaussians() {
        Dataset<Row> points = table(2, record -> ToyDensity.EIGHT_GAUSSIANS.sample(record));
        List<TrainedModel> averaged = trained(points, AVERAGED, 40);
        List<TrainedModel> alone = trained(points, ALONE, 40);

        assertIntervalsMeet(averaged, alone);
        assertThat(mean(averaged)).isLessThan(mean(alone) + CLOSE);
        assertThat(averaged).allSatisfy(model -> assertThat(integral(model)).isCloseTo(1, within(0.01)));
    }

    @Test
    @DisplayName("C36 six columns like those of a household's electric power: not to be told from one worker over three"
            + " seeds, and with an outer optimizer as good")
    void power() {
        Dataset<Row> power = table(6, AveragedQualityIT::power);
        List<TrainedModel> alone = trained(power, ALONE, 160);

        assertIntervalsMeet(trained(power, AVERAGED, 160), alone);
        assertThat(mean(trained(power, DILOCO, 160))).isLessThan(mean(alone) + CLOSE);
    }

    private static void assertIntervalsMeet(List<TrainedModel> averaged, List<TrainedModel> alone) {
        for (int i = 0; i < SEEDS.size(); i++) {
            Estimate one = heldOut(averaged.get(i));
            Estimate other = heldOut(alone.get(i));
            assertThat(one.mean() - other.mean())
                    .as("seed %d: %s and %s", SEEDS.get(i), one, other)
                    .isLessThan(one.halfWidth95() + other.halfWidth95());
        }
    }

    private static double mean(List<TrainedModel> models) {
        return models.stream()
                .mapToDouble(model -> heldOut(model).mean())
                .average()
                .orElseThrow();
    }

    private static Estimate heldOut(TrainedModel model) {
        return model.history().heldOut().orElseThrow();
    }

    private static List<TrainedModel> trained(Dataset<Row> table, String how, int rounds) {
        String[] columns = table.columns();
        ModelFactory flow = engine -> CnfModel.of(
                engine, Cnf.ffjord(columns.length, 1, Activation.TANH, 32, 32), CnfSettings.tolerance(1e-3));
        return SEEDS.stream()
                .map(seed -> TrainingConfig.parse(how + ", localSteps = 16, rounds = " + rounds
                        + ", evaluateEvery = 1000, optimizer { lr = 1e-2, schedule.shape = cosine }, seed = " + seed))
                .map(config ->
                        Training.of(config).columns(columns).shares(0.05, 0.25).train(table, flow))
                .toList();
    }

    /** By the midpoint rule, in the units of the table. */
    private static double integral(TrainedModel model) {
        int side = 100;
        double reach = 6;
        double cell = 2 * reach / side;
        List<Row> cells = IntStream.range(0, side * side)
                .mapToObj(i -> RowFactory.create((i % side + 0.5) * cell - reach, (i / side + 0.5) * cell - reach))
                .toList();
        return model.score(spark.createDataFrame(cells, schema(2))).collectAsList().stream()
                .mapToDouble(row -> Math.exp(row.getDouble(2)) * cell * cell)
                .sum();
    }

    private interface Draw {
        float[] of(RandomKey record);
    }

    private static Dataset<Row> table(int columns, Draw draw) {
        RandomKey key = RandomKey.of(17);
        List<Row> rows = IntStream.range(0, RECORDS)
                .mapToObj(i -> draw.of(key.with(i)))
                .map(values -> RowFactory.create(IntStream.range(0, columns)
                        .mapToObj(c -> (Object) (double) values[c])
                        .toArray()))
                .toList();
        return spark.createDataFrame(rows, schema(columns));
    }

    private static StructType schema(int columns) {
        StructType schema = new StructType();
        for (String name : List.of("a", "b", "c", "d", "e", "f").subList(0, columns)) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        return schema;
    }

    /** Skewed load by the time of day, what follows it, and three meters of which each is on or off. */
    private static float[] power(RandomKey record) {
        double time = 2 * Math.PI * record.with("time").uniform(0);
        double load = Math.exp(0.6 * Math.sin(time) + 0.4 * record.gaussian(0));
        double[] all = {
            load,
            0.2 * load + 0.1 * Math.abs(record.gaussian(1)),
            240 - 2 * load + record.gaussian(2),
            meter(record, 0, load),
            meter(record, 1, load),
            meter(record, 2, load)
        };
        float[] values = new float[all.length];
        for (int c = 0; c < all.length; c++) {
            values[c] = (float) all[c];
        }
        return values;
    }

    private static double meter(RandomKey record, int which, double load) {
        boolean on = record.with("on").uniform(which) < 0.4;
        return (on ? (1 + which) * load : 0) + 0.2 * record.gaussian(3 + which);
    }
}
