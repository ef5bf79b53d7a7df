package io.tacit.spark.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.data.Standardization;
import io.tacit.core.engine.Engines;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.checkpoint.ConfigMismatchException;
import io.tacit.spark.config.ColumnNames;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.EngineConfig;
import io.tacit.spark.config.ModelConfig;
import io.tacit.spark.data.DataException;
import io.tacit.spark.data.Scores;
import io.tacit.spark.data.TablePath;
import io.tacit.spark.device.GpuDemand;
import io.tacit.spark.failure.Explanation;
import io.tacit.spark.failure.Explanation.Blame;
import io.tacit.spark.metrics.MetricsLog;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.RunResult;
import io.tacit.spark.model.CnfFactory;
import io.tacit.spark.model.EngineChoice;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.transport.rdd.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
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

/** The commands in this process, on two clusters of points in the plane; where none is named, too few for a mixture, which would cost most of the time. */
class OperationsIT {
    private static final int RECORDS = 450;
    private static final Operations OPERATIONS = new SparkOperations();

    @TempDir
    static Path folder;

    private static SparkSession spark;
    private static String points;
    private static List<String> baselinesOfReference = List.of();

    @BeforeAll
    static void start() {
        spark = LocalSpark.start("local[2]");
        points = folder.resolve("points.parquet").toString();
        table().write().parquet(points);
        Summary reference = train("reference", Map.of("--mixture", "2"), StopRequest.NEVER);
        assertThat(reference.ending()).isEqualTo(Summary.Ending.FINISHED);
        baselinesOfReference = reference.result().orElseThrow().baselines().stream()
                .map(RunResult.Baseline::name)
                .toList();
        assertThat(baselinesOfReference).containsExactly("Gaussian", "GaussianMixture(2)");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    @DisplayName("training beats the Gaussian and leaves model, checkpoints, metrics and a report")
    void train() throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        TrainRequest silent = request("all", Map.of("--rounds", "30"), TrainRequest.Start.FRESH, StopRequest.NEVER);
        Progress progress = Progress.plain(new PrintStream(told, true, UTF_8), InstantSource.system());
        RunResult result = OPERATIONS
                .train(new TrainRequest(silent.config(), silent.start(), silent.stop(), progress))
                .result()
                .orElseThrow();
        assertThat(told.toString(UTF_8))
                .contains("all 30 rounds are done", "without a mixture of ")
                .doesNotContain("Gaussians is fitted in");
        assertThat(result.outcome()).isEqualTo("completed");
        assertThat(result.baselines()).extracting(RunResult.Baseline::name).contains("Gaussian");
        assertThat(result.notEvaluated())
                .singleElement()
                .asString()
                .matches(
                        "a mixture of \\d+ Gaussians to compare with: it needs [0-9,]+ training records, and there are \\d+");
        assertThat(result.heldOut().orElseThrow().standardised().mean())
                .isLessThan(result.baselines().get(0).heldOut().standardised().mean());
        assertThat(MetricsLog.read(output("all") + "/metrics.jsonl", new Configuration()))
                .hasSize(30);
        assertThat(Files.readString(Path.of(output("all"), "report.html")))
                .contains(result.thetaSha256())
                .contains("kept: the model of ")
                .contains("Density of x, y");
        assertThat(Files.list(Path.of(output("all"), "model")).map(p -> String.valueOf(p.getFileName())))
                .contains("theta.safetensors", "manifest.json");
    }

    @Test
    @DisplayName("C15 U05 a run interrupted by request and resumed ends with the same bits")
    void resume() {
        AtomicInteger asked = new AtomicInteger();
        Path rounds = Path.of(output("resumed"), "checkpoints", "round-000004", "manifest.json");
        // After the checkpoint of round 4 is there, somewhere in a later round.
        StopRequest afterFour = () -> Files.exists(rounds) && asked.incrementAndGet() > 1;
        Summary broken = train("resumed", Map.of(), afterFour);
        assertThat(broken.ending()).isEqualTo(Summary.Ending.INTERRUPTED);
        assertThat(broken.advice()).contains("--resume").contains("checkpoint of round");
        Summary whole = OPERATIONS.train(request("resumed", Map.of(), TrainRequest.Start.RESUME, StopRequest.NEVER));
        assertThat(sha(whole)).isEqualTo(referenceSha());
        assertThat(MetricsLog.read(output("resumed") + "/metrics.jsonl", new Configuration()))
                .hasSize(8);
    }

    @Test
    @DisplayName(
            "C15 records that are distributed anew by what they cost: the same bits with both transports, and resumed")
    void rebalanced() {
        // A pass is two rounds: records are distributed before rounds 3, 5 and 7.
        Map<String, String> flags = new HashMap<>(Map.of("--rebalance-every", "1", "--rtol", "1e-5"));
        flags.put("--fixed-steps", "");
        flags.put("--optimizer-state", "local");
        String expected = sha(train("rebalanced", flags, StopRequest.NEVER));
        flags.put("--transport", "akka");
        assertThat(sha(train("rebalanced-akka", flags, StopRequest.NEVER))).isEqualTo(expected);

        Path rounds = Path.of(output("rebalanced-resumed"), "checkpoints", "round-000004", "manifest.json");
        AtomicInteger asked = new AtomicInteger();
        StopRequest afterFour = () -> Files.exists(rounds) && asked.incrementAndGet() > 1;
        assertThat(train("rebalanced-resumed", flags, afterFour).ending()).isEqualTo(Summary.Ending.INTERRUPTED);
        flags.put("--transport", "rdd");
        assertThat(sha(OPERATIONS.train(
                        request("rebalanced-resumed", flags, TrainRequest.Start.RESUME, StopRequest.NEVER))))
                .isEqualTo(expected);
        flags.remove("--rebalance-every");
        assertThat(sha(train("not-rebalanced", flags, StopRequest.NEVER))).isNotEqualTo(expected);
    }

    @Test
    @DisplayName("C11 C20 engine threads do not matter, and more workers than some shards have batches train")
    void threads() {
        assertThat(sha(train("threads", Map.of("--threads", "3"), StopRequest.NEVER)))
                .isEqualTo(referenceSha());
    }

    @Test
    @DisplayName("a directory that was used is refused without --resume, and --resume with another configuration")
    void usedOutput() {
        assertThatThrownBy(() -> train("reference", Map.of(), StopRequest.NEVER))
                .isInstanceOf(ConfigProblems.class)
                .hasMessageContaining("--resume");
        TrainRequest other =
                request("reference", Map.of("--hidden", "9"), TrainRequest.Start.RESUME, StopRequest.NEVER);
        assertThatThrownBy(() -> OPERATIONS.train(other))
                .isInstanceOf(ConfigMismatchException.class)
                .hasMessageContaining("model.hidden was 8, is 9 (--hidden)")
                .hasMessageNotContaining("model.layers");
    }

    @Test
    @DisplayName("collinear columns end with the flow's figure, a report, and a Gaussian whose name states its ridge")
    void collinear() throws IOException {
        String table = folder.resolve("collinear.parquet").toString();
        spark.read()
                .parquet(points)
                .selectExpr("id", "x", "y", "2 * x + 1 as z")
                .write()
                .parquet(table);
        Map<String, String> flags = Map.of("--data", table, "--columns", "x,y,z", "--rounds", "2");
        Summary summary = train("collinear", flags, StopRequest.NEVER);
        RunResult result = summary.result().orElseThrow();
        assertThat(result.heldOut().orElseThrow().standardised().mean()).isFinite();
        assertThat(result.baselines()).extracting(RunResult.Baseline::name).containsExactly("Gaussian, ridge 1e-6");
        assertThat(result.report()).isPresent();
        assertThat(Files.readString(Path.of(output("collinear"), "result.json")))
                .isEqualTo(summary.json("train") + "\n")
                .contains(result.thetaSha256(), "keptRound");
        RunResult again = OPERATIONS
                .train(request("collinear", flags, TrainRequest.Start.RESUME, StopRequest.NEVER))
                .result()
                .orElseThrow();
        assertThat(again.heldOut()).isEqualTo(result.heldOut());
        assertThat(OPERATIONS
                        .evaluate(use("collinear"), Watcher.NONE)
                        .result()
                        .orElseThrow()
                        .heldOut())
                .isEqualTo(result.heldOut());
    }

    @Test
    @DisplayName("the same data by another path are the same data")
    void movedData() {
        String first = folder.resolve("first.parquet").toString();
        String second = folder.resolve("second.parquet").toString();
        spark.read().parquet(points).write().parquet(first);
        spark.read().parquet(points).repartition(3).write().parquet(second);
        Summary one = train("moved", Map.of("--data", first, "--rounds", "1"), StopRequest.NEVER);
        Map<String, String> moved = Map.of("--data", second, "--rounds", "1");
        Summary two = OPERATIONS.train(request("moved", moved, TrainRequest.Start.RESUME, StopRequest.NEVER));
        assertThat(sha(two)).isEqualTo(sha(one));
    }

    @Test
    @DisplayName("a model that no heap can hold is refused before anything is written, in bytes and with the option")
    void tooLarge() {
        for (Map<String, String> huge :
                List.of(Map.of("--hidden", "65536", "--layers", "3"), Map.of("--hidden", "20000", "--layers", "3"))) {
            assertThatThrownBy(() -> train("huge", huge, StopRequest.NEVER))
                    .isInstanceOf(ConfigProblems.class)
                    .hasMessageContaining("parameters")
                    .hasMessageContaining("GiB");
        }
        assertThat(Path.of(output("huge"))).doesNotExist();
    }

    @Test
    @DisplayName(
            "a training that fails before its first round leaves no directory behind, but an empty one that was there")
    void nothingLeft() throws IOException {
        Path place = Path.of(output("few"));
        for (String records : List.of("id < 0", "id = 1")) {
            String few = folder.resolve("few " + records.substring(3)).toString();
            spark.read().parquet(points).where(records).write().parquet(few);
            assertThatThrownBy(() -> train("few", Map.of("--data", few), StopRequest.NEVER))
                    .isInstanceOf(DataException.class)
                    .extracting(refusal -> ((DataException) refusal).blame())
                    .isEqualTo(Blame.EXECUTION);
            assertThat(place).doesNotExist();
        }
        Files.createDirectory(place);
        assertThat(train("few", Map.of(), () -> true).ending()).isEqualTo(Summary.Ending.INTERRUPTED);
        assertThat(place).isEmptyDirectory();
    }

    @Test
    @DisplayName("--resume with data that have changed is refused, whatever the configuration says")
    void changedData() {
        String changing = folder.resolve("changing.parquet").toString();
        Map<String, String> flags = Map.of("--data", changing, "--rounds", "1", "--validation", "0", "--test", "0");
        spark.read().parquet(points).write().parquet(changing);
        train("changing", flags, StopRequest.NEVER);
        // Two values of y exchanged: counts and the statistics of every column stay as they were.
        String exchanged =
                "case when id = 1 then (%sD) when id = 2 then (%sD) else y end".formatted(valueOfY(2), valueOfY(1));
        for (Dataset<Row> changed : List.of(
                spark.read().parquet(points).where("id > 0"),
                spark.read().parquet(points).selectExpr("id", "x", exchanged + " as y"))) {
            changed.write().mode("overwrite").parquet(changing);
            TrainRequest again = request("changing", flags, TrainRequest.Start.RESUME, StopRequest.NEVER);
            assertThatThrownBy(() -> OPERATIONS.train(again))
                    .isInstanceOf(ConfigMismatchException.class)
                    .hasMessageContaining("other data");
        }
    }

    @Test
    @DisplayName("data that are written while they are read are refused, whatever would have come of it")
    void writtenMeanwhile() throws IOException {
        Path table = Files.writeString(folder.resolve("meanwhile.csv"), "x,y\n" + "1,2\n3,5\n2,7\n".repeat(30));
        StopRequest writer = () -> {
            try {
                Files.writeString(table, "u,w\n" + "1,2\n3,5\n".repeat(30));
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        Map<String, String> flags = Map.of("--data", table.toString(), "--id", "", "--rounds", "1");
        assertThatThrownBy(() -> train("meanwhile", flags, writer))
                .hasMessageContaining("the data changed while they were read: " + table + " was 364 bytes of ")
                .hasMessageContaining(" and is 244 bytes of ");
    }

    @Test
    @DisplayName(
            "memory that runs out in mid-training leaves the last checkpoint, says so, and --resume ends with the same bits")
    void outOfMemoryLater() {
        Map<String, String> flags = Map.of("--rounds", "4");
        Path second = Path.of(output("exhausted"), "checkpoints", "round-000002", "manifest.json");
        StopRequest exhausted = () -> {
            if (Files.exists(second)) {
                throw new OutOfMemoryError("Java heap space");
            }
            return false;
        };
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        TrainRequest first = request("exhausted", flags, TrainRequest.Start.FRESH, exhausted);
        Progress shown = Progress.plain(new PrintStream(told, true, StandardCharsets.UTF_8), InstantSource.system());
        assertThatThrownBy(() -> OPERATIONS.train(new TrainRequest(first.config(), first.start(), first.stop(), shown)))
                .satisfies(e ->
                        assertThat(Explanation.of(e).text()).matches("(?s).*the heap of .* is used up; give more.*"));
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("training failed; the checkpoint of round 2 is kept in " + output("exhausted"));
        Summary resumed = OPERATIONS.train(request("exhausted", flags, TrainRequest.Start.RESUME, StopRequest.NEVER));
        assertThat(sha(resumed)).isEqualTo(sha(train("sufficient", flags, StopRequest.NEVER)));
    }

    @Test
    @DisplayName("U07 an exploding model ends as diverged, with advice, and keeps the last good checkpoint")
    void diverges() {
        Summary summary = train("diverged", Map.of("--optimizer", "sgd", "--lr", "1e20"), StopRequest.NEVER);
        assertThat(summary.ending()).isEqualTo(Summary.Ending.DIVERGED);
        assertThat(summary.advice()).contains("learning rate");
        assertThat(Path.of(output("diverged"), "model")).doesNotExist();
    }

    @Test
    @DisplayName("U10 score keeps the rows and adds the same bits however the data are partitioned")
    void score() {
        String few = folder.resolve("scored-1").toString();
        String many = folder.resolve("scored-5").toString();
        String shuffled = folder.resolve("shuffled.parquet").toString();
        spark.read().parquet(points).repartition(5).write().parquet(shuffled);
        OPERATIONS.score(scoring(points, Destination.fresh(few)));
        OPERATIONS.score(scoring(shuffled, Destination.fresh(many)));
        List<Row> a = spark.read().parquet(few).orderBy("id").collectAsList();
        List<Row> b = spark.read().parquet(many).orderBy("id").collectAsList();
        assertThat(a).hasSize(RECORDS).isEqualTo(b);
        assertThat(a.get(0).schema().fieldNames()).containsExactly("id", "x", "y", "logDensity");
    }

    /** The field is bounded, so z(t₁) is z(0) to 1 in 10⁹ or nearer, and log p is −z²/2 to the precision of single. */
    @Test
    @DisplayName(
            "far points: finite wherever a double can hold it, else −∞, null only for what is no record, all counted")
    void farPoints() {
        double[] far = {0.1, 10, 1e10, 1e30, -1e30, 1e40, 1e149, 1e151, -1e153, 1e160, -1e308, Double.NaN};
        StructType schema = new StructType().add("x", DataTypes.DoubleType).add("y", DataTypes.DoubleType);
        List<Row> rows = new ArrayList<>(
                DoubleStream.of(far).mapToObj(x -> RowFactory.create(x, 0.0)).toList());
        rows.add(RowFactory.create(1.0, null));
        rows.add(RowFactory.create(Double.NEGATIVE_INFINITY, 0.0));
        String data = folder.resolve("far.parquet").toString();
        spark.createDataFrame(rows, schema).write().parquet(data);
        String output = folder.resolve("far-scored").toString();

        Summary summary =
                OPERATIONS.score(new ScoreRequest(use(), data, Destination.fresh(output), "score", Watcher.NONE));

        Standardization by =
                LoadedModel.of(spark, use(), GpuDemand.Stages.OWN).stored().standardization();
        for (Row row : spark.read().parquet(output).collectAsList()) {
            boolean record = !row.isNullAt(1) && Double.isFinite(row.getDouble(0));
            assertThat(row.isNullAt(2)).as("score of %s", row).isEqualTo(!record);
            if (record && Math.abs(row.getDouble(0)) > 1e9) {
                double z = by.standardize(0, row.getDouble(0));
                double expected = -0.5 * z * z;
                double rounding =
                        Double.isInfinite(expected) ? 0 : 1e-5 * Math.abs(expected); // of single precision, doubled
                assertThat(row.getDouble(2)).as("score of %s", row).isCloseTo(expected, within(rounding));
            }
        }
        assertThat(summary.facts())
                .isEqualTo(summary.facts()
                        .deepCopy()
                        .put("rows", 14L)
                        .put("finite", 9L)
                        .put("solvedInDouble", 6L)
                        .put("minusInfinity", 2L)
                        .put("notSolved", 0L)
                        .put("null", 3L));
    }

    /** A tolerance that no number of single precision can meet. */
    @Test
    @DisplayName("what single precision cannot solve is solved again in double precision")
    void solvedAgain() {
        Map<String, String> flags = Map.of(
                "--data",
                points,
                "--output",
                "x",
                "--hidden",
                "3",
                "--layers",
                "1",
                "--rtol",
                "1e-13",
                "--atol",
                "1e-13");
        ModelConfig config =
                ConfigLoader.load(flags, ColumnNames.UNKNOWN).config().model();
        ModelRecipe recipe = ModelRecipe.of(new CnfFactory(config, 2), EngineChoice.single());
        FlatVector theta = FlatVector.zeros(
                Precision.FLOAT32, recipe.model().objective().layout().size());
        for (int i = 0; i < theta.length(); i++) {
            theta.set(i, RandomKey.of(1).gaussian(i));
        }
        double[] rows = {0.1, 0.2, 3, -4};
        assertThat(recipe.density().logDensity(FlatVector.of(rows).to(Precision.FLOAT32), theta))
                .containsOnly(Double.NaN);
        Scores scores = new ModelDensity(recipe, theta, 2).of(rows, 2);
        assertThat(scores.kinds()).containsOnly(Scores.Kind.IN_DOUBLE);
        assertThat(Arrays.stream(scores.logDensity()).allMatch(Double::isFinite))
                .isTrue();
    }

    @Test
    @DisplayName("a table that is there is refused, and replaced when asked; names are literal; nothing else is left")
    void outputs() throws IOException {
        Path tables = Files.createDirectory(folder.resolve("tables"));
        String place = tables.resolve("sc[1]").toString();
        assertThat(OPERATIONS
                        .score(scoring(points, Destination.fresh(place)))
                        .facts()
                        .path("rows")
                        .asLong())
                .isEqualTo(RECORDS);
        assertThatThrownBy(() -> OPERATIONS.score(scoring(points, Destination.fresh(place))))
                .isInstanceOf(ConfigProblems.class)
                .hasMessageContaining("--overwrite");
        Destination replaced = new Destination(place, Destination.Existing.REPLACED);
        OPERATIONS.sample(new SampleRequest(use(), 5, 7, replaced, Watcher.NONE));
        assertThat(TablePath.literal(spark).parquet(place).count()).isEqualTo(5);
        assertThat(tables.toFile().list()).containsExactly("sc[1]");

        Files.writeString(Path.of(place, "thesis.txt"), "mine");
        assertThatThrownBy(() -> OPERATIONS.score(scoring(points, replaced)))
                .isInstanceOf(ConfigProblems.class)
                .hasMessageContaining("thesis.txt");
        assertThat(Path.of(place, "thesis.txt")).hasContent("mine");
    }

    @Test
    @DisplayName("what is written lies apart from what is read")
    void apart() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of(points));
        for (String inside : List.of(points, points + "/out", link + "/out", folder.toString())) {
            Destination output = new Destination(inside, Destination.Existing.REPLACED);
            assertThatThrownBy(() -> OPERATIONS.score(scoring(points, output)))
                    .isInstanceOf(ConfigProblems.class)
                    .hasMessageContaining("is read");
            Map<String, String> there = Map.of("--output", inside);
            assertThatThrownBy(() -> train("unused", there, StopRequest.NEVER))
                    .isInstanceOf(ConfigProblems.class)
                    .hasMessageContaining("is read");
        }
        Destination matched =
                Destination.fresh(folder.resolve("point-out.parquet").toString());
        assertThatThrownBy(() -> OPERATIONS.score(scoring(folder + "/point*.parquet", matched)))
                .hasMessageContaining("fits the pattern");
        Destination model = Destination.fresh(output("reference") + "/model/scored");
        assertThatThrownBy(() -> OPERATIONS.score(scoring(points, model))).hasMessageContaining("is read");
    }

    @Test
    @DisplayName("a scoring that is interrupted, or fails, leaves nothing, and the next one begins anew")
    void interruptedScoring() throws IOException {
        Path tables = Files.createDirectory(folder.resolve("broken"));
        Destination place = Destination.fresh(tables.resolve("scored").toString());
        Watcher impatient = new Watcher(() -> true, Progress.silent());
        Summary ended = OPERATIONS.score(new ScoreRequest(use(), points, place, "logDensity", impatient));
        assertThat(ended.ending()).isEqualTo(Summary.Ending.INTERRUPTED);
        assertThat(ended.advice()).contains("nothing was written");

        Path damaged = Files.createDirectory(folder.resolve("damaged.parquet"));
        for (File part : new File(points).listFiles((in, name) -> name.endsWith(".parquet"))) {
            byte[] bytes = Files.readAllBytes(part.toPath());
            Files.write(damaged.resolve(part.getName()), Arrays.copyOf(bytes, bytes.length / 2));
        }
        assertThatThrownBy(() -> OPERATIONS.score(scoring(damaged.toString(), place)))
                .satisfies(e ->
                        assertThat(Explanation.of(e).text()).contains("Parquet").doesNotContain("Exception"));
        assertThat(tables.toFile().list()).isEmpty();

        // As a killed process leaves it.
        Files.createDirectories(tables.resolve(".scored.unfinished/table/_temporary"));
        OPERATIONS.score(scoring(points, place));
        assertThat(tables.toFile().list()).containsExactly("scored");
    }

    @Test
    @DisplayName("files of somebody else in an output directory are never overwritten")
    void foreignFiles() throws IOException {
        for (String name : List.of("report.html", "metrics.jsonl", "result.json", "model/weights.bin")) {
            Path mine = Path.of(output("foreign-" + name.replaceAll("\\W", "-")), name);
            Files.createDirectories(mine.getParent());
            Files.writeString(mine, "mine\n");
            Map<String, String> there = Map.of("--output", output("foreign-" + name.replaceAll("\\W", "-")));
            assertThatThrownBy(() -> train("unused", there, StopRequest.NEVER))
                    .isInstanceOf(ConfigProblems.class)
                    .hasMessageContaining(name.replaceAll("/.*", ""));
            assertThat(mine).hasContent("mine");
        }
    }

    @Test
    @DisplayName(
            "a table as CSV gives the bits of the same table as Parquet, and score and evaluate read it as training did")
    void csv() {
        String text = folder.resolve("part files [1]").toString();
        spark.read()
                .parquet(points)
                .selectExpr("replace(y, '.', ',') as y", "id", "replace(x, '.', ',') as x", "'AA' as note")
                .repartition(3)
                .write()
                .option("sep", ";")
                .option("header", "true")
                .csv(text);
        Map<String, String> flags =
                Map.of("--data", text, "--format", "csv", "--separator", ";", "--decimal", ",", "--rounds", "8");
        assertThat(sha(train("csv", flags, StopRequest.NEVER))).isEqualTo(referenceSha());

        ModelUse use = use("csv");
        assertThat(OPERATIONS
                        .evaluate(use, Watcher.NONE)
                        .result()
                        .orElseThrow()
                        .heldOut()
                        .orElseThrow()
                        .count())
                .isBetween(25L, 70L);
        String scored = folder.resolve("scored-csv[2]").toString();
        String expected = folder.resolve("scored-parquet").toString();
        assertThat(OPERATIONS
                        .score(new ScoreRequest(use, text, Destination.fresh(scored), "logDensity", Watcher.NONE))
                        .facts()
                        .path("rows")
                        .asInt())
                .isEqualTo(RECORDS);
        OPERATIONS.score(new ScoreRequest(use, points, Destination.fresh(expected), "logDensity", Watcher.NONE));
        assertThat(TablePath.literal(spark).parquet(scored).columns())
                .containsExactly("y", "id", "x", "note", "logDensity");
        assertThat(densities(scored)).isEqualTo(densities(expected));
    }

    private static List<Row> densities(String path) {
        return TablePath.literal(spark)
                .parquet(path)
                .selectExpr("bigint(id) as id", "logDensity")
                .orderBy("id")
                .collectAsList();
    }

    @Test
    @DisplayName("sample writes as many records as asked for, the same for the same seed")
    void sample() {
        String one = folder.resolve("samples-1").toString();
        String two = folder.resolve("samples-2").toString();
        OPERATIONS.sample(new SampleRequest(use(), 500, 7, Destination.fresh(one), Watcher.NONE));
        OPERATIONS.sample(new SampleRequest(use(), 500, 7, Destination.fresh(two), Watcher.NONE));
        List<Row> a = spark.read().parquet(one).orderBy("x").collectAsList();
        assertThat(a)
                .hasSize(500)
                .isEqualTo(spark.read().parquet(two).orderBy("x").collectAsList());
    }

    @Test
    @DisplayName("evaluate finds the figures of the training again, in both units, with the run's own baselines")
    void evaluate() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Progress progress = Progress.plain(new PrintStream(told, true, UTF_8), InstantSource.system());
        Summary summary = OPERATIONS.evaluate(use(), new Watcher(StopRequest.NEVER, progress));
        assertThat(told.toString(UTF_8))
                .containsPattern("mixture of 2 Gaussians: ([1-9]|10) pass(es)? in ")
                .containsPattern("held-out records under the mixture: [2-7]\\d rows in ");
        RunResult result = summary.result().orElseThrow();
        assertThat(result.thetaSha256()).isEqualTo(referenceSha());
        Nll nll = result.heldOut().orElseThrow();
        assertThat(nll.count()).isBetween(25L, 70L);
        assertThat(result.errorBudget().toleranceChange().orElseThrow()).isBetween(-1e-2, 1e-2);
        assertThat(result.errorBudget().integral().orElseThrow()).isBetween(0.99, 1.01);
        double logDeviations =
                LoadedModel.of(spark, use(), GpuDemand.Stages.OWN).stored().standardization().deviation().stream()
                        .mapToDouble(Math::log)
                        .sum();
        assertThat(nll.ofData().mean() - nll.standardised().mean()).isCloseTo(logDeviations, within(1e-9));
        assertThat(summary.facts().get("heldOutNllDataUnits").asDouble())
                .isEqualTo(nll.ofData().mean());
        assertThat(result.baselines()).extracting(RunResult.Baseline::name).isEqualTo(baselinesOfReference);
    }

    @Test
    @DisplayName(
            "through normal scores and dequantised: evaluate finds the figure again, samples are values as the table has them")
    void mappedColumns() {
        String data = folder.resolve("mapped.parquet").toString();
        spark.read()
                .parquet(points)
                .selectExpr("id", "exp(2 * x) as x", "round(y) as y")
                .write()
                .parquet(data);
        Map<String, String> flags = Map.of("--data", data, "--scaling", "quantile", "--dequantize", "y");
        Nll trained = train("mapped", flags, StopRequest.NEVER)
                .result()
                .orElseThrow()
                .heldOut()
                .orElseThrow();
        ModelUse mapped = use("mapped");
        RunResult again = OPERATIONS.evaluate(mapped, Watcher.NONE).result().orElseThrow();
        assertThat(again.heldOut()).contains(trained);
        assertThat(again.errorBudget().integral().orElseThrow()).isBetween(0.99, 1.01);

        String drawn = folder.resolve("mapped-samples").toString();
        OPERATIONS.sample(new SampleRequest(mapped, 500, 7, Destination.fresh(drawn), Watcher.NONE));
        assertThat(spark.read().parquet(drawn).collectAsList())
                .hasSize(500)
                .allMatch(row -> row.getDouble(1) == Math.rint(row.getDouble(1)));
        // All records for the held-out ones, and the middle of a cell for a number in it.
        String scored = folder.resolve("mapped-scored").toString();
        OPERATIONS.score(new ScoreRequest(mapped, data, Destination.fresh(scored), "logDensity", Watcher.NONE));
        double mean = spark.read()
                .parquet(scored)
                .agg(Map.of("logDensity", "avg"))
                .first()
                .getDouble(0);
        assertThat(-mean)
                .isCloseTo(
                        trained.ofData().mean(),
                        within(0.3 + 4 * trained.ofData().standardError()));
    }

    @Test
    @DisplayName("without test records the result says why there is no figure, and what to ask for")
    void nothingHeldOut() {
        RunResult result = train("no-test", Map.of("--test", "0", "--rounds", "1"), StopRequest.NEVER)
                .result()
                .orElseThrow();
        assertThat(result.heldOut()).isEmpty();
        assertThat(result.notEvaluated())
                .containsExactly("held-out records: no test records; ask for some with --test 0.1");
    }

    private static String referenceSha() {
        return LoadedModel.of(spark, use(), GpuDemand.Stages.OWN)
                .stored()
                .theta()
                .sha256();
    }

    private static double valueOfY(int id) {
        return spark.read()
                .parquet(points)
                .where("id = " + id)
                .select("y")
                .first()
                .getDouble(0);
    }

    private static ScoreRequest scoring(String data, Destination output) {
        return new ScoreRequest(use(), data, output, "logDensity", Watcher.NONE);
    }

    private static ModelUse use() {
        return use("reference");
    }

    private static ModelUse use(String run) {
        return new ModelUse(output(run), new EngineConfig(Engines.Choice.CPU, Optional.empty()), Map.of(), Map.of());
    }

    private static String sha(Summary summary) {
        return summary.result().orElseThrow().thetaSha256();
    }

    private static Summary train(String name, Map<String, String> more, StopRequest stop) {
        return OPERATIONS.train(request(name, more, TrainRequest.Start.FRESH, stop));
    }

    private static TrainRequest request(
            String name, Map<String, String> more, TrainRequest.Start start, StopRequest stop) {
        Map<String, String> flags = new HashMap<>(Map.of(
                "--data", points,
                "--columns", "x,y",
                "--id", "id",
                "--hidden", "8",
                "--layers", "1",
                "--fixed-steps", "4",
                "--batch", "64",
                "--local-steps", "4",
                "--rounds", "8"));
        flags.putAll(Map.of("--lr", "0.02", "--workers", "3", "--evaluate-every", "2", "--checkpoint-every", "2"));
        flags.put("--output", output(name));
        flags.put("--device", "cpu");
        flags.putAll(more);
        flags.values().removeIf(String::isEmpty);
        return new TrainRequest(ConfigLoader.load(flags, ColumnNames.UNKNOWN), start, stop, Progress.silent());
    }

    private static String output(String name) {
        return folder.resolve(name).toString();
    }

    /** Two clusters of points. */
    private static Dataset<Row> table() {
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("x", DataTypes.DoubleType)
                .add("y", DataTypes.DoubleType);
        List<Row> rows = IntStream.range(0, RECORDS)
                .mapToObj(id -> {
                    RandomKey key = RandomKey.of(8).with(id);
                    double centre = key.rademacher(0) * 3;
                    return RowFactory.create(
                            (long) id,
                            centre + key.with(1).gaussian(0),
                            -centre + key.with(2).gaussian(0));
                })
                .toList();
        return spark.createDataFrame(rows, schema);
    }
}
