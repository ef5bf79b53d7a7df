package io.tacit.spark.driver;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Split;
import io.tacit.core.layer.Cnf;
import io.tacit.core.nn.Net;
import io.tacit.core.optim.Adam;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.Schedule;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.CnfSettings;
import io.tacit.core.train.LocalTraining;
import io.tacit.core.train.TrainingState;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.data.BadRecordPolicy;
import io.tacit.spark.data.DataException;
import io.tacit.spark.data.DataPlan;
import io.tacit.spark.data.DataPreparation;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.data.RecordColumns;
import io.tacit.spark.data.RecordIdentity;
import io.tacit.spark.model.CnfModel;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.LinearRegression;
import io.tacit.spark.model.Model;
import io.tacit.spark.model.ModelFactory;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.transport.rdd.LocalSpark;
import io.tacit.spark.wire.Given;
import io.tacit.spark.worker.LocalWork;
import io.tacit.spark.worker.WorkerShard;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training from Java. */
class TrainingIT {
    private static SparkSession spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        spark = LocalSpark.start("local[2]");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    @DisplayName("a vector field of one's own is trained, scored, drawn from, saved and read again")
    void ownField() {
        Dataset<Row> table = table();
        TrainedModel model = Training.of(TrainingConfig.parse(
                        "workers = 2, batch = 64, localSteps = 8, rounds = 15, optimizer.lr = 0.05"))
                .columns("x", "y")
                .train(table, ownFlow());

        assertThat(model.history().rounds()).hasSize(15);
        double first = model.history().rounds().get(0).likelihood().train();
        assertThat(model.history().heldOut().orElseThrow().mean()).isLessThan(first - 0.1);
        Row scored = model.score(table).head();
        assertThat(scored.<Double>getAs("logDensity"))
                .isEqualTo(model.logDensity(scored.getAs("x"), scored.getAs("y")));
        assertThat(model.sample(100, 1).collectAsList()).hasSize(100);

        String place = folder.resolve("model").toString();
        model.save(place);
        TrainedModel again = TrainedModel.load(spark, place, ownFlow(), EngineChoice.single());
        assertThat(again.theta()).isEqualTo(model.theta());
        assertThat(again.logDensity(0.5, -0.5)).isEqualTo(model.logDensity(0.5, -0.5));
    }

    @Test
    @DisplayName("with a column dequantised, samples are values as the table has them")
    void dequantized() {
        Dataset<Row> halves = table().withColumn("x", expr("0.5 * round(2 * x)"));
        Training training = Training.of(TrainingConfig.parse("workers = 1, batch = 32, localSteps = 1, rounds = 1"))
                .columns("x", "y");
        assertThat(offGrid(training.dequantize("x", 0.5), halves)).isZero();
        assertThat(offGrid(training, halves)).isPositive();
    }

    private static long offGrid(Training training, Dataset<Row> table) {
        Dataset<Row> samples = training.train(table, ownFlow()).sample(20, 1);
        return samples.filter("2 * x != round(2 * x)").count();
    }

    @Test
    @DisplayName("groups of a coupling that no worker can fill are refused")
    void coupling() {
        Training training = Training.of(TrainingConfig.parse("workers = 8, rounds = 1, phases = flow-matching,"
                        + " matching { coupling = exact, couplingGroup = 256 }"))
                .columns("x", "y");
        assertThatThrownBy(() -> training.train(table(), ownFlow()))
                .isInstanceOf(DataException.class)
                .hasMessageMatching(
                        "training.matching.couplingGroup: expected at most the \\d+ training records of each"
                                + " worker, got 256; fewer workers or a smaller group will do");
    }

    @Test
    @DisplayName(
            "C20 workers that have no records do nothing: three records on eight workers train, by either objective")
    void workersWithoutRecords() {
        for (String objective : List.of("flow-matching", "likelihood")) {
            Training training = Training.of(TrainingConfig.parse(
                            "workers = 8, rounds = 2, batch = 4, localSteps = 2, phases = " + objective))
                    .columns("x", "y")
                    .shares(0, 0);
            TrainedModel model = training.train(table().limit(3), ownFlow());
            assertThat(model.logDensity(0.5, -0.5)).as(objective).isFinite();
        }
    }

    @Test
    @DisplayName("an output among the files of the table is refused before anything is read")
    void outputInsideTheData() {
        String files = folder.resolve("table.parquet").toString();
        table().write().parquet(files);
        Dataset<Row> read = spark.read().parquet(files).filter("x > 0");
        Training training = Training.of(TrainingConfig.parse("workers = 1, rounds = 1"))
                .columns("x", "y")
                .output(files + "/run");

        assertThatThrownBy(() -> training.train(read, ownFlow()))
                .isInstanceOf(ConfigProblems.class)
                .hasMessageContaining("lies inside what is read");
    }

    @Test
    @DisplayName("C01 one worker on Spark trains a neural ODE as a plain loop does, bit by bit")
    void oneWorkerIsTheLocalLoop() {
        TrainingConfig config = TrainingConfig.parse("workers = 1, batch = 50, localSteps = 5, rounds = 6");
        FlatVector onSpark =
                Training.of(config).columns("x", "y").train(table(), ownFlow()).theta();

        Split split = new Split(0.05, 0.1, RandomKey.of(config.seed()));
        RecordColumns columns = new RecordColumns(List.of("x", "y"), new RecordIdentity.FromContent());
        DataPlan plan = new DataPlan(columns, new BadRecordPolicy.Fail(), split, Scaling.STANDARDIZE, 1);
        try (PreparedData data = DataPreparation.prepare(table(), plan)) {
            WorkerShard shard = Given.collected(data.shards(Split.Part.TRAIN)).get(0);
            Model model = ModelRecipe.of(ownFlow(), EngineChoice.single()).model();
            FlatVector initial = model.initialTheta(RandomKey.of(config.seed()).with("initial"));
            Optimizer adam = Adam.of(new Schedule.Constant(1e-3));
            FlatVector local = new LocalTraining(adam, 50)
                    .run(
                            model.objective(),
                            shard.all(),
                            TrainingState.start(initial, adam),
                            0,
                            30,
                            LocalWork.key(config.seed(), 0))
                    .state()
                    .theta();
            assertThat(onSpark).isEqualTo(local);
        }
    }

    @Test
    @DisplayName("C15 with an output directory, a run called again goes on and ends with the same bits")
    void goesOn() {
        String settings = "workers = 3, batch = 32, localSteps = 4, checkpointEvery = 2, rounds = ";
        ModelFactory regression = LinearRegression.factory(1, Precision.FLOAT32);
        Training whole = Training.of(TrainingConfig.parse(settings + 9)).columns("x", "y");
        String expected = whole.train(table(), regression).theta().sha256();
        String place = folder.resolve("run").toString();
        Training.of(TrainingConfig.parse(settings + 5))
                .columns("x", "y")
                .output(place)
                .train(table(), regression);
        TrainedModel resumed = whole.output(place).train(table(), regression);
        assertThat(resumed.theta().sha256()).isEqualTo(expected);
        assertThat(resumed.history().rounds()).hasSize(9);
    }

    @Test
    @DisplayName("what is no density says so when it is to be scored")
    void noDensity() {
        TrainedModel model = Training.of(TrainingConfig.parse("workers = 1, rounds = 1"))
                .columns("x", "y")
                .train(table(), LinearRegression.factory(1, Precision.FLOAT32));
        assertThatThrownBy(() -> model.logDensity(1, 2)).hasMessageContaining("need a DensityModel");
    }

    /** dz/dt = V tanh(W z + b), traced by hand. */
    private static ModelFactory ownFlow() {
        return engine -> {
            Program field = Program.of(g -> {
                Expr z = g.example(Net.STATE, 2);
                g.shared(Net.TIME);
                Expr hidden =
                        g.param("w", 16, 2).matmul(z).plus(g.param("b", 16)).tanh();
                g.output(Net.STATE, g.param("v", 2, 16).matmul(hidden));
            });
            return CnfModel.of(engine, Cnf.of(Net.of(field)), CnfSettings.tolerance(1e-3));
        };
    }

    private static Dataset<Row> table() {
        StructType schema = new StructType().add("x", DataTypes.DoubleType).add("y", DataTypes.DoubleType);
        List<Row> rows = IntStream.range(0, 600)
                .mapToObj(id -> {
                    RandomKey key = RandomKey.of(8).with(id);
                    double centre = key.rademacher(0) * 3;
                    return RowFactory.create(
                            centre + key.with(1).gaussian(0),
                            -centre + key.with(2).gaussian(0));
                })
                .toList();
        return spark.createDataFrame(rows, schema);
    }
}
