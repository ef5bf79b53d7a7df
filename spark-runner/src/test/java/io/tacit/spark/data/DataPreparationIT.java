package io.tacit.spark.data;

import static io.tacit.spark.data.TestSpark.number;
import static org.apache.spark.sql.functions.current_date;
import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.EvaluatedRecords;
import io.tacit.spark.failure.Explanation;
import io.tacit.spark.wire.Given;
import io.tacit.spark.wire.Sent;
import io.tacit.spark.worker.WorkerRecords;
import io.tacit.spark.worker.WorkerShard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.MapOutputTrackerMaster;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same records give the same shards, bit by bit, however the table comes. */
class DataPreparationIT {
    private static final RecordColumns BY_CONTENT =
            new RecordColumns(List.of("x", "y"), new RecordIdentity.FromContent());
    private static final RecordColumns BY_ID =
            new RecordColumns(List.of("x", "y"), new RecordIdentity.FromColumn("id"));
    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = TestSpark.start();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static Dataset<Row> thousand() {
        return spark.range(0, 1000, 1, 2)
                .selectExpr("id", "sin(id) * 1e3 as x", "cast(cos(id * 0.7) as float) as y", "'kept' as note");
    }

    private static DataPlan plan(RecordColumns columns, int workers) {
        return new DataPlan(
                columns,
                new BadRecordPolicy.Fail(),
                new Split(0.1, 0.2, RandomKey.of(42)),
                Scaling.STANDARDIZE,
                workers);
    }

    private static List<List<WorkerShard>> shards(Dataset<Row> table, DataPlan plan) {
        try (PreparedData data = DataPreparation.prepare(table, plan)) {
            return Arrays.stream(Split.Part.values())
                    .map(split -> Given.collected(data.shards(split)))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    @DisplayName("C11 partitioning and order of the table do not change a bit of shards and statistics")
    void partitioningDoesNotMatter(int partitions) {
        Dataset<Row> shuffled = thousand().orderBy(rand(partitions)).repartition(partitions);
        for (RecordColumns columns : List.of(BY_CONTENT, BY_ID)) {
            assertThat(shards(shuffled, plan(columns, 4))).isEqualTo(shards(thousand(), plan(columns, 4)));
        }
        try (PreparedData one = DataPreparation.prepare(thousand(), plan(BY_ID, 4));
                PreparedData other = DataPreparation.prepare(shuffled, plan(BY_ID, 8))) {
            assertThat(other.standardization()).isEqualTo(one.standardization());
            assertThat(other.summary()).isEqualTo(one.summary());
        }
    }

    @Test
    @DisplayName("C11 in however many pieces shards are made, they are the same")
    void piecesDoNotMatter() {
        // Of an RDD Spark knows no size, so there are as many pieces as partitions.
        Dataset<Row> unsized = spark.createDataFrame(
                thousand().repartition(12).javaRDD(), thousand().schema());
        // Some contents and ids are there more than once.
        List<Dataset<Row>> tables = List.of(unsized, unsized.union(unsized.filter("id < 300")));
        for (Dataset<Row> table : tables) {
            Dataset<Row> sized = table.as("t").limit(5000);
            for (RecordColumns columns : List.of(BY_CONTENT, BY_ID)) {
                try (PreparedData one = DataPreparation.prepare(sized.localCheckpoint(), plan(columns, 4));
                        PreparedData many = DataPreparation.prepare(table, plan(columns, 4))) {
                    assertThat(pieces(many)).allMatch(n -> n >= 3);
                    for (Split.Part part : Split.Part.values()) {
                        assertThat(Given.collected(many.shards(part))).isEqualTo(Given.collected(one.shards(part)));
                    }
                    assertThat(many.digest()).isEqualTo(one.digest());
                    assertThat(many.summary()).isEqualTo(one.summary());
                }
            }
        }
    }

    private static List<Integer> pieces(PreparedData data) {
        return data.shards(Split.Part.TRAIN)
                .map(records -> {
                    List<WorkerShard> pieces = new ArrayList<>();
                    records.pieces().forEachRemaining(pieces::add);
                    assertThat(pieces.stream().mapToInt(WorkerShard::count).sum())
                            .isEqualTo(records.count());
                    return pieces.size();
                })
                .collect();
    }

    @Test
    @DisplayName(
            "C11 every record is in one shard of one split, shards are ordered by the ranks of ids, partition w is worker w")
    void everyRecordOnce() {
        List<List<WorkerShard>> splits = shards(thousand(), plan(BY_ID, 5));
        for (List<WorkerShard> shards : splits) {
            assertThat(shards).extracting(WorkerShard::worker).containsExactly(0, 1, 2, 3, 4);
            assertThat(shards).allSatisfy(shard -> assertThat(
                            LongStream.of(shard.ids()).map(Placement::rank).boxed())
                    .isSortedAccordingTo(Long::compareUnsigned));
        }
        assertThat(splits.stream().flatMap(List::stream).flatMapToLong(shard -> LongStream.of(shard.ids())))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 1000).boxed().toList());
        assertThat(splits.get(Split.Part.TEST.ordinal()).stream()
                        .mapToInt(WorkerShard::count)
                        .sum())
                .isBetween(150, 250);
    }

    @Test
    @DisplayName("figures are of so many records, the same ones for any number of workers; training is of all")
    void figuresAreOfASample() {
        List<List<WorkerShard>> all = shards(thousand(), plan(BY_ID, 3));
        List<List<WorkerShard>> some = shards(thousand(), measuring(3));
        assertThat(some.get(Split.Part.TRAIN.ordinal())).isEqualTo(all.get(Split.Part.TRAIN.ordinal()));
        List<Long> test = ids(some.get(Split.Part.TEST.ordinal()));
        // Of a binomial of 200 and a half, five standard deviations.
        assertThat(test).hasSizeBetween(65, 135).isSubsetOf(ids(all.get(Split.Part.TEST.ordinal())));
        assertThat(ids(shards(thousand(), measuring(8)).get(Split.Part.TEST.ordinal())))
                .containsExactlyInAnyOrderElementsOf(test);
        assertThat(some.get(Split.Part.VALIDATION.ordinal())).isEqualTo(all.get(Split.Part.VALIDATION.ordinal()));
        try (PreparedData data = DataPreparation.prepare(thousand(), measuring(3))) {
            assertThat(data.summary().inWords()).containsPattern("[0-9]+ test \\(figures are of about 100 of them\\)$");
            assertThat(data.summary().evaluated(Split.Part.TEST)).isEqualTo(100);
        }
    }

    private static DataPlan measuring(int workers) {
        DataPlan all = plan(BY_ID, workers);
        return new DataPlan(
                all.columns(),
                all.badRecords(),
                all.split(),
                all.scaling(),
                workers,
                all.steps(),
                new EvaluatedRecords(500, 100));
    }

    private static List<Long> ids(List<WorkerShard> shards) {
        return shards.stream()
                .flatMapToLong(shard -> LongStream.of(shard.ids()))
                .boxed()
                .toList();
    }

    /** A record costs as many evaluations as its x is large, times θ. */
    private record ByX() implements Costs {
        @Override
        public JavaRDD<long[]> of(JavaRDD<WorkerRecords> shards, Sent<FlatVector> theta) {
            return shards.map(shard -> cost(shard.whole(), theta.value()));
        }

        static long[] cost(WorkerShard shard, FlatVector theta) {
            return IntStream.range(0, shard.count())
                    .mapToLong(
                            i -> Math.round(theta.get(0) * Math.exp(shard.all().rows()[2 * i])))
                    .toArray();
        }
    }

    @Test
    @DisplayName(
            "C11 records placed by cost: each once, with its own values, all workers with as many and as dear ones, whatever"
                    + " the partitions and however often they were placed before")
    void placedByCost() {
        FlatVector theta = FlatVector.of(new float[] {20});
        try (PreparedData one = DataPreparation.prepare(thousand(), plan(BY_ID, 6));
                PreparedData other = DataPreparation.prepare(thousand().repartition(5), plan(BY_ID, 6))) {
            List<WorkerShard> before = Given.collected(one.shards(Split.Part.TRAIN));
            List<WorkerShard> validation = Given.collected(one.shards(Split.Part.VALIDATION));
            one.place(theta, new ByX());
            List<WorkerShard> after = Given.collected(one.shards(Split.Part.TRAIN));
            assertThat(after).extracting(WorkerShard::worker).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(after).allSatisfy(shard -> assertThat(Arrays.stream(ByX.cost(shard, theta))
                            .map(cost -> -cost)
                            .toArray())
                    .isSorted());
            assertThat(byId(after)).isEqualTo(byId(before));
            assertThat(spread(after, WorkerShard::count)).isLessThanOrEqualTo(1);
            assertThat(spread(before, WorkerShard::count)).isGreaterThan(1);
            assertThat(spread(after, shard -> LongStream.of(ByX.cost(shard, theta))
                            .sum()))
                    .isLessThanOrEqualTo(150);
            assertThat(Given.collected(one.shards(Split.Part.VALIDATION))).isEqualTo(validation);

            other.place(FlatVector.of(new float[] {3}), new ByX());
            assertThat(Given.collected(other.shards(Split.Part.TRAIN))).isNotEqualTo(after);
            other.place(theta, new ByX());
            assertThat(Given.collected(other.shards(Split.Part.TRAIN))).isEqualTo(after);
        }
    }

    /** Rows of all shards. */
    private static Map<Long, List<Float>> byId(List<WorkerShard> shards) {
        Map<Long, List<Float>> rows = new TreeMap<>();
        for (WorkerShard shard : shards) {
            for (int i = 0; i < shard.count(); i++) {
                rows.put(
                        shard.ids()[i],
                        List.of(shard.all().rows()[2 * i], shard.all().rows()[2 * i + 1]));
            }
        }
        return rows;
    }

    private static long spread(List<WorkerShard> shards, ToLongFunction<WorkerShard> of) {
        LongSummaryStatistics all = shards.stream().mapToLong(of).summaryStatistics();
        return all.getMax() - all.getMin();
    }

    @Test
    void trainingRowsHaveMeanZeroAndDeviationOne() {
        List<WorkerShard> train = shards(thousand(), plan(BY_ID, 3)).get(Split.Part.TRAIN.ordinal());
        double[] x = train.stream()
                .flatMapToDouble(shard -> IntStream.range(0, shard.count())
                        .mapToDouble(i -> shard.all().rows()[2 * i]))
                .toArray();
        assertThat(Arrays.stream(x).average().orElseThrow()).isCloseTo(0, within(1e-6));
        assertThat(Arrays.stream(x).map(v -> v * v).average().orElseThrow()).isCloseTo(1, within(1e-6));
    }

    @Test
    @DisplayName("U04 equal records are counted, each has an id of its own, whatever the partitions")
    void equalRecords() {
        Dataset<Row> table = thousand()
                .limit(200)
                .union(thousand().limit(50))
                .union(thousand().limit(50));
        try (PreparedData data = DataPreparation.prepare(table, plan(BY_CONTENT, 3))) {
            assertThat(data.summary().repeated()).isEqualTo(100);
            assertThat(data.summary().inWords()).contains("100 equal another");
            assertThat(allIds(data)).hasSize(300).doesNotHaveDuplicates();
        }
        for (int workers : new int[] {1, 3}) {
            DataPlan plan = plan(BY_CONTENT, workers);
            assertThat(shards(table.repartition(5), plan)).isEqualTo(shards(table, plan));
        }
    }

    @Test
    @DisplayName("U04 records of one id are counted and stay in one part, each with an id of its own")
    void equalIds() {
        Dataset<Row> table = thousand().selectExpr("id % 20 as id", "x", "y");
        try (PreparedData data = DataPreparation.prepare(table, plan(BY_ID, 3))) {
            assertThat(data.summary().repeated()).isEqualTo(980);
            assertThat(data.summary().inWords()).contains("980 repeat the 'id' of another");
            assertThat(data.summary().parts().values()).allMatch(n -> n % 50 == 0);
            assertThat(allIds(data)).hasSize(1000).doesNotHaveDuplicates();
        }
    }

    private static List<Long> allIds(PreparedData data) {
        List<Long> ids = new ArrayList<>();
        for (Split.Part split : Split.Part.values()) {
            Given.collected(data.shards(split))
                    .forEach(s -> LongStream.of(s.ids()).forEach(ids::add));
        }
        return ids;
    }

    @Test
    @DisplayName(
            "U04 of a table of four different rows, as many are held out of each as asked for, and all workers have some")
    void fewDifferentRecords() {
        // 20,000 records of four contents: one content lies before all others, and is six times as frequent.
        Dataset<Row> table = spark.range(0, 20_000, 1, 2)
                .selectExpr("cast(id < 12000 or id % 2 = 0 as int) as x", "cast(id < 12000 or id % 4 < 2 as int) as y");
        DataPlan plan = plan(BY_CONTENT, 7);
        List<List<WorkerShard>> splits = shards(table, plan);
        assertThat(shards(table.repartition(5, rand(3)), plan)).isEqualTo(splits);
        double[] shares = {0.7, 0.1, 0.2};
        for (Split.Part part : Split.Part.values()) {
            List<WorkerShard> shards = splits.get(part.ordinal());
            double share = shares[part.ordinal()];
            // Four standard deviations of a binomial; the rarest content has 2,000 records.
            Map<List<Float>, Long> contents =
                    byId(shards).values().stream().collect(Collectors.groupingBy(row -> row, Collectors.counting()));
            assertThat(contents).hasSize(4);
            contents.values().forEach(n -> assertThat(Math.min(n, 14_000 * share) / share)
                    .isBetween(2000 - 4 * Math.sqrt(2000 * (1 - share) / share), 14_000.0));
            assertThat(shards)
                    .extracting(WorkerShard::count)
                    .allMatch(n -> Math.abs(n - 20_000 * share / 7) < 4 * Math.sqrt(20_000 * share / 7));
        }
    }

    private static DataPlan scaled(Scaling scaling, Map<String, Double> steps, int workers) {
        return new DataPlan(
                BY_ID,
                new BadRecordPolicy.Fail(),
                new Split(0.1, 0.2, RandomKey.of(42)),
                scaling,
                workers,
                steps,
                EvaluatedRecords.ALL);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C11 every scaling is the same whatever the partitions and the number of workers")
    void scalingDoesNotDependOnPartitions(Scaling scaling) {
        // More training records than are sampled for quantiles.
        Dataset<Row> table =
                spark.range(0, 30_000, 1, 2).selectExpr("id", "tan(id * 0.7) as x", "cast(sin(id) as float) as y");
        try (PreparedData one = DataPreparation.prepare(table, scaled(scaling, Map.of(), 4));
                PreparedData other =
                        DataPreparation.prepare(table.repartition(5, rand(2)), scaled(scaling, Map.of(), 9))) {
            assertThat(other.standardization()).isEqualTo(one.standardization());
            assertThat(other.summary()).isEqualTo(one.summary());
        }
    }

    @Test
    @DisplayName(
            "a dequantised column is the values of the table plus uniform noise below a step, the same for each record")
    void dequantised() {
        Dataset<Row> halves = thousand().selectExpr("id", "0.5 * (id % 6) as x", "y");
        DataPlan plan = scaled(Scaling.NONE, Map.of("x", 0.5), 3);
        Map<Long, List<Float>> rows = new TreeMap<>();
        shards(halves, plan).forEach(shards -> rows.putAll(byId(shards)));
        assertThat(rows).hasSize(1000);
        double mean = 0;
        for (Map.Entry<Long, List<Float>> row : rows.entrySet()) {
            double noise = (row.getValue().get(0) - 0.5 * (row.getKey() % 6)) / 0.5;
            assertThat(noise).isBetween(0.0, 1.0);
            mean += noise / rows.size();
        }
        assertThat(mean).isCloseTo(0.5, within(4 * Math.sqrt(1.0 / 12 / 1000)));
        assertThat(shards(halves.repartition(4), plan)).isEqualTo(shards(halves, plan));
        try (PreparedData data = DataPreparation.prepare(halves, plan)) {
            assertThat(data.summary().findings()).isEmpty();
            assertThat(data.standardization().value(0, 1.7)).isEqualTo(1.5);
        }
    }

    @Test
    @DisplayName("wrong columns and steps to dequantise are wrong options, told all at once")
    void wrongDequantisation() {
        assertThatExceptionOfType(ConfigProblems.class)
                .isThrownBy(() -> DataPreparation.prepare(
                        thousand(), scaled(Scaling.STANDARDIZE, Map.of("id", 1.0, "z", 1.0), 2)))
                .withMessageContaining("column 'id' is not among those that are learned")
                .withMessageContaining("column 'z' is not among");
        assertThatExceptionOfType(ConfigProblems.class)
                .isThrownBy(() ->
                        DataPreparation.prepare(thousand(), scaled(Scaling.STANDARDIZE, Map.of("x", 1.0, "y", 1.0), 2)))
                .withMessageContaining("column 'x': expected multiples of 1.0, got 999 of 1,000 values")
                .withMessageContaining("column 'y'");
    }

    @Test
    @DisplayName("what would be a constant in float32 is refused before training")
    void constantAfterConversion() {
        Dataset<Row> table = thousand().selectExpr("id", "1.7e9 + id * 1e-3 as x", "y");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataPreparation.prepare(table, scaled(Scaling.NONE, Map.of(), 2)))
                .withMessageContaining("column 'x'")
                .withMessageContaining("rounded to float32");
    }

    @Test
    @DisplayName("one record at 1e6 is named with its column, wherever the split puts it")
    void oneFarRecord() {
        for (int far = 0; far < 6; far++) {
            Dataset<Row> table = thousand().selectExpr("id", "if(id = " + far + ", 1e6, y) as x", "x as y");
            try (PreparedData data = DataPreparation.prepare(table, plan(BY_ID, 2))) {
                assertThat(data.summary().findingLines())
                        .hasSize(2)
                        .last()
                        .asString()
                        .startsWith("  x ")
                        .contains("at 1000000 (")
                        .contains("--scaling robust");
            }
        }
    }

    @Test
    @DisplayName("C20 three records, eight workers, empty partitions: all three are there, the other shards are empty")
    void fewerRecordsThanWorkers() {
        DataPlan plan = new DataPlan(
                BY_ID, new BadRecordPolicy.Fail(), new Split(0, 0, RandomKey.of(1)), Scaling.STANDARDIZE, 8);
        List<List<WorkerShard>> splits = shards(thousand().filter("id < 3").repartition(6), plan);
        assertThat(splits.get(Split.Part.TRAIN.ordinal())).hasSize(8);
        assertThat(splits.get(Split.Part.TRAIN.ordinal()).stream()
                        .mapToInt(WorkerShard::count)
                        .sum())
                .isEqualTo(3);
        assertThat(splits.get(Split.Part.TEST.ordinal())).allMatch(shard -> shard.count() == 0);
    }

    @Test
    @DisplayName("U04 no row, one row, a constant column: a clear error each")
    void nothingToLearnFrom() {
        refused(thousand().filter("id < 0"), "the data have no records, only columns: x, y");
        refused(thousand().filter("id = 7"), "expected at least 2 training records, got");
        refused(
                TestSpark.table(
                        spark,
                        IntStream.range(0, 50)
                                .mapToObj(i -> new Object[] {3.0, (double) i})
                                .toList(),
                        number("x"),
                        number("y")),
                "column 'x' is 3.0 in all");
    }

    @Test
    @DisplayName("U03 all missing and unsuitable columns are named at once, with the nearest names")
    void wrongColumns() {
        RecordColumns wrong = new RecordColumns(List.of("X", "yy", "when"), new RecordIdentity.FromColumn("ids"));
        Dataset<Row> table = thousand().withColumn("when", current_date());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataPreparation.prepare(table, plan(wrong, 1)))
                .satisfies(e -> assertThat(e.problems())
                        .hasSize(4)
                        .anyMatch(p -> p.contains("'X'") && p.contains("did you mean 'x'"))
                        .anyMatch(p -> p.contains("'yy'") && p.contains("did you mean 'y'"))
                        .anyMatch(p -> p.contains("'when'") && p.contains("got date"))
                        .anyMatch(p -> p.contains("'ids'") && p.contains("did you mean 'id'")));
    }

    @Test
    void withoutScalingRowsAreTheValuesOfTheTable() {
        DataPlan plan =
                new DataPlan(BY_ID, new BadRecordPolicy.Fail(), new Split(0, 0, RandomKey.of(1)), Scaling.NONE, 1);
        WorkerShard shard =
                shards(thousand(), plan).get(Split.Part.TRAIN.ordinal()).get(0);
        assertThat(byId(List.of(shard)).get(3L).get(0)).isEqualTo((float) (Math.sin(3) * 1e3));
    }

    @Test
    void allNumericColumnsButTheId() {
        assertThat(ColumnChoice.all(thousand(), BY_ID.identity()).columns(BY_ID.identity()))
                .isEqualTo(BY_ID);
        assertThat(ColumnChoice.all(thousand(), BY_CONTENT.identity()).learned())
                .containsExactly("id", "x", "y");
        assertThat(ColumnChoice.all(thousand().selectExpr("note as a", "note as b"), BY_CONTENT.identity())
                        .learned())
                .containsExactly("a", "b");
    }

    @Test
    @DisplayName(
            "where what an executor held is lost, and the table has changed meanwhile, no other records are taken for the lost ones")
    void lostAndChanged(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("table.csv"), lines(1));
        Dataset<Row> table = spark.read().schema("x double, y double").csv(file.toString());
        try (PreparedData data = DataPreparation.prepare(table, plan(BY_CONTENT, 2))) {
            List<WorkerShard> before = Given.collected(data.shards(Split.Part.TRAIN));
            loseExecutors();
            assertThat(Given.collected(data.shards(Split.Part.TRAIN))).isEqualTo(before);
            Files.writeString(file, lines(2));
            assertThat(Given.collected(data.shards(Split.Part.TRAIN))).isEqualTo(before);
            loseExecutors();
            assertThatThrownBy(() -> Given.collected(data.shards(Split.Part.TEST)))
                    .satisfies(
                            e -> assertThat(Explanation.of(e).text())
                                    .matches(
                                            "the data have changed since training began: .* worker [01] again gave others; .*"));
        }
    }

    private static String lines(int times) {
        return IntStream.range(0, 200)
                .mapToObj(i -> String.format("%d,%d", 1000 + i, 1000 + times * i))
                .collect(Collectors.joining("\n"));
    }

    /** As where executors are lost with what they wrote and kept. */
    private static void loseExecutors() {
        spark.sparkContext().getPersistentRDDs().keysIterator().foreach(id -> SparkEnv.get()
                .blockManager()
                .removeRdd((int) id));
        MapOutputTrackerMaster outputs = (MapOutputTrackerMaster) SparkEnv.get().mapOutputTracker();
        IntStream.range(0, 1000).filter(outputs::containsShuffle).forEach(outputs::unregisterAllMapAndMergeOutput);
    }

    private static void refused(Dataset<Row> table, String reason) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataPreparation.prepare(table, plan(BY_CONTENT, 2)))
                .withMessageContaining(reason);
    }
}
