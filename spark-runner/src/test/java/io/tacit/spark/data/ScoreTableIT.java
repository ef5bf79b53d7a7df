package io.tacit.spark.data;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.data.ColumnMap;
import io.tacit.core.data.Standardization;
import io.tacit.core.random.RandomKey;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables out: scored rows and samples. */
class ScoreTableIT {
    private static final RecordColumns COLUMNS =
            new RecordColumns(List.of("x", "y"), new RecordIdentity.FromColumn("id"));
    private static final Standardization AFFINE = new Standardization(List.of(10.0, 0.0), List.of(2.0, 0.5));
    private static SparkSession spark;

    @TempDir
    Path dir;

    @BeforeAll
    static void start() {
        spark = TestSpark.start();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static Dataset<Row> table() {
        return spark.range(0, 10_000, 1, 2)
                .selectExpr(
                        "id",
                        "concat('row ', id) as note",
                        "cast(sin(id) * 5 as float) as x",
                        "if(id = 77, null, cos(id)) as y");
    }

    private static Dataset<Row> scored(Dataset<Row> table) {
        return ScoreTable.of(table, COLUMNS, AFFINE, () -> ScoreTableIT::normal, ScoreTable.COLUMN)
                .rows();
    }

    /** The standard normal in two dimensions. */
    private static Scores normal(double[] rows, int n) {
        return Scores.of(IntStream.range(0, n)
                .mapToDouble(i ->
                        -Math.log(2 * Math.PI) - (rows[2 * i] * rows[2 * i] + rows[2 * i + 1] * rows[2 * i + 1]) / 2)
                .toArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7})
    @DisplayName("U10 scored: the same rows in the same order, one more column, bit-equal when partitioned differently")
    void scored(int partitions) {
        Dataset<Row> table = table().repartition(partitions);
        Dataset<Row> scored = scored(table);
        assertThat(scored.columns()).containsExactly("id", "note", "x", "y", "logDensity");
        assertThat(scored.drop("logDensity").collectAsList()).isEqualTo(table.collectAsList());
        assertThat(scored.orderBy("id").collectAsList())
                .isEqualTo(scored(table()).orderBy("id").collectAsList());
    }

    @Test
    @DisplayName(
            "U10 logDensity is in the table's units and comes back from Parquet; rows that are no numbers have none")
    void inUnitsOfTheTable() {
        String path = dir.resolve("scored").toString();
        scored(table()).write().parquet(path);
        Dataset<Row> back = spark.read().parquet(path);
        assertThat(back.count()).isEqualTo(10_000);
        assertThat(back.filter(col("logDensity").isNull()).select("id").first().getLong(0))
                .isEqualTo(77);
        Row row = back.filter("id = 3").first();
        double x = (row.getFloat(2) - 10) / 2;
        double y = row.getDouble(3) / 0.5;
        assertThat(row.getDouble(4))
                .isCloseTo(-Math.log(2 * Math.PI) - (x * x + y * y) / 2 - Math.log(2 * 0.5), within(1e-5));
    }

    @Test
    @DisplayName(
            "a piecewise map adds the logarithm of its own slope at each row; a dequantised value is its cell's middle")
    void scoredThroughMaps() {
        ColumnMap map = new ColumnMap(0, List.of(-5.0, 1.0, 5.0), List.of(-1.0, 0.0, 2.0));
        Standardization by = new Standardization(
                List.of(0.0, 0.0), List.of(1.0, 1.0), List.of(map, ColumnMap.SAME.dequantised(0.5)));
        Dataset<Row> table = spark.range(0, 20).selectExpr("id", "id / 2 - 5 as x", "0.5 * (id % 4) as y");
        for (Row row : ScoreTable.of(table, COLUMNS, by, () -> ScoreTableIT::normal, ScoreTable.COLUMN)
                .rows()
                .collectAsList()) {
            double x = row.getDouble(1);
            double z = x < 1 ? (x - 1) / 6 : (x - 1) / 2;
            double y = row.getDecimal(2).doubleValue() + 0.25;
            assertThat(row.getDouble(3))
                    .isCloseTo(
                            -Math.log(2 * Math.PI) - (z * z + y * y) / 2 + Math.log(x < 1 ? 1 / 6.0 : 1 / 2.0),
                            within(1e-6));
        }
    }

    @Test
    void samplesOfADequantisedColumnAreMultiplesOfItsStep() {
        Standardization by = AFFINE.dequantised(0.5, 0);
        Sampler.Source source = () -> (first, n) -> {
            float[] rows = new float[2 * n];
            RandomKey.of(first).fillGaussian(rows, 0, 2 * n);
            return rows;
        };
        assertThat(SampleTable.of(spark, 1000, COLUMNS.features(), by, source).collectAsList())
                .extracting(row -> row.getDouble(0) * 2)
                .allMatch(twice -> twice == Math.rint(twice));
    }

    @Test
    void aTableThatIsAlreadyScoredIsRefused() {
        Dataset<Row> scored = scored(table());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> scored(scored))
                .withMessageContaining("already have a column 'logDensity'", "--column");
        Dataset<Row> renamed = table().withColumnRenamed("note", "LOGDENSITY");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> scored(renamed));
        assertThat(ScoreTable.of(scored, COLUMNS, AFFINE, () -> ScoreTableIT::normal, "again")
                        .rows()
                        .columns())
                .containsExactly("id", "note", "x", "y", "logDensity", "again");
    }

    @Test
    @DisplayName("Samples have the columns and units of the data and depend on their numbers alone")
    void samples() {
        Sampler.Source source = () -> (first, n) -> {
            float[] rows = new float[2 * n];
            for (int i = 0; i < n; i++) {
                RandomKey.of(first + i).fillGaussian(rows, 2 * i, 2);
            }
            return rows;
        };
        Dataset<Row> samples = SampleTable.of(spark, 9000, COLUMNS.features(), AFFINE, source);
        List<Row> rows = samples.collectAsList();
        assertThat(samples.columns()).containsExactly("x", "y");
        assertThat(rows).hasSize(9000);
        assertThat(rows.stream().mapToDouble(row -> row.getDouble(0)).average().orElseThrow())
                .isCloseTo(10, within(0.1));
        for (int i : new int[] {0, 4095, 4096, 4500, 8999}) {
            double z = (float) RandomKey.of(i).gaussian(1);
            assertThat(rows.get(i).getDouble(1)).isEqualTo(0.5 * z);
        }
    }
}
