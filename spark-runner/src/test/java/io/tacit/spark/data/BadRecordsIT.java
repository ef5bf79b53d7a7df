package io.tacit.spark.data;

import static io.tacit.spark.data.TestSpark.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.spark.config.CsvDialect;
import io.tacit.spark.config.DataConfig.Format;
import io.tacit.spark.config.TableLocation;
import io.tacit.spark.wire.Given;
import io.tacit.spark.worker.WorkerShard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nulls, NaN, infinities and text where numbers should be. */
class BadRecordsIT {
    private static final RecordColumns COLUMNS = new RecordColumns(List.of("x", "y"), new RecordIdentity.FromContent());
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

    private static DataPlan plan(BadRecordPolicy policy) {
        return new DataPlan(COLUMNS, policy, new Split(0, 0, RandomKey.of(0)), Scaling.STANDARDIZE, 2);
    }

    /** Twenty good rows and five bad ones. */
    private static Dataset<Row> table() {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rows.add(new Object[] {(double) i, i * 0.5});
        }
        rows.add(new Object[] {null, 1.0});
        rows.add(new Object[] {null, null});
        rows.add(new Object[] {1.0, Double.NaN});
        rows.add(new Object[] {1.0, Double.NEGATIVE_INFINITY});
        rows.add(new Object[] {1e200, 1.0});
        return TestSpark.table(spark, rows, number("x"), number("y"));
    }

    private static final Map<String, Map<CellFlaw, Long>> COUNTS = Map.of(
            "x", Map.of(CellFlaw.NULL, 2L, CellFlaw.INFINITE, 1L),
            "y", Map.of(CellFlaw.NAN, 1L, CellFlaw.INFINITE, 1L));

    @Test
    @DisplayName("U04 fail: the run ends with the counts and what to do")
    void fail() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataPreparation.prepare(table(), plan(new BadRecordPolicy.Fail())))
                .withMessageContaining("5 of 25 records cannot be used")
                .withMessageContaining("x: 2 null, 1 infinite")
                .withMessageContaining("y: 1 NaN, 1 infinite")
                .withMessageContaining("drop or quarantine");
    }

    @Test
    @DisplayName("U04 drop: the others are used, those left out are counted")
    void drop() {
        try (PreparedData data = DataPreparation.prepare(table(), plan(new BadRecordPolicy.Drop()))) {
            assertThat(data.summary().read()).isEqualTo(25);
            assertThat(data.summary().used()).isEqualTo(20);
            assertThat(data.summary().leftOut()).isEqualTo(COUNTS);
            assertThat(data.summary().inWords())
                    .isEqualTo("25 records: 20 train; 5 left out (x: 2 null, 1 infinite or beyond 1e150;"
                            + " y: 1 NaN, 1 infinite or beyond 1e150), for instance x: null in (x = null, y = 1.0); x: null in"
                            + " (x = null, y = null); y: NaN in (x = 1.0, y = NaN)");
            for (WorkerShard shard : Given.collected(data.shards(Split.Part.TRAIN))) {
                for (float value : shard.all().rows()) {
                    assertThat(value).isFinite();
                }
            }
        }
    }

    @Test
    @DisplayName("U04 quarantine: as drop, and the bad rows are kept with a reason each")
    void quarantine() {
        String kept = dir.resolve("quarantine").toString();
        try (PreparedData data = DataPreparation.prepare(table(), plan(new BadRecordPolicy.Quarantine(kept)))) {
            assertThat(data.summary().leftOut()).isEqualTo(COUNTS);
        }
        Dataset<Row> rows = spark.read().parquet(kept);
        assertThat(rows.columns()).containsExactly("x", "y", "tacitReason");
        assertThat(rows.select("tacitReason").as(Encoders.STRING()).collectAsList())
                .containsExactlyInAnyOrder(
                        "x: null", "x: null", "y: NaN", "y: infinite or beyond 1e150", "x: infinite or beyond 1e150");
    }

    @Test
    @DisplayName("U04 CSV: text, empty cells, short lines and NaN are told apart; numbers in any notation are read")
    void csv() throws IOException {
        Path file = dir.resolve("data.csv");
        Files.writeString(
                file,
                "x,y,note\n1,2,a\n -3.5 ,1e-3,b\n+.5,2.E2,c\nabc,1,d\n,1,e\n1,nan,f\n2,-inf,g\n3\n0x1p3,1,h\n1d,1,i\n");
        Dataset<Row> table = opened(file.toString(), Format.CSV);
        try (PreparedData data = DataPreparation.prepare(table, plan(new BadRecordPolicy.Drop()))) {
            assertThat(data.summary().leftOut())
                    .isEqualTo(Map.of(
                            "x", Map.of(CellFlaw.TEXT, 3L, CellFlaw.NULL, 1L),
                            "y", Map.of(CellFlaw.NAN, 1L, CellFlaw.INFINITE, 1L),
                            "row", Map.of(CellFlaw.CELLS, 1L)));
            assertThat(data.summary().training().get(0).min()).isEqualTo(-3.5);
            assertThat(data.summary().training().get(1).max()).isEqualTo(200);
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataPreparation.prepare(table, plan(new BadRecordPolicy.Fail())))
                .withMessageContaining("text \"abc\"");
    }

    private static Dataset<Row> opened(String path, Format format) {
        return OpenedTable.of(spark, new TableLocation(path, format, CsvDialect.DEFAULT))
                .rows();
    }

    @Test
    @DisplayName("U03 a file that is not there, or is not what it should be")
    void unreadable() throws IOException {
        String absent = dir.resolve("absent.parquet").toString();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> opened(absent, Format.PARQUET))
                .withMessageContaining("absent.parquet");
        Path text = Files.writeString(dir.resolve("text.parquet"), "this is not Parquet");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> opened(text.toString(), Format.PARQUET))
                .withMessageContaining("cannot read")
                .withMessageContaining("PARQUET");
    }
}
