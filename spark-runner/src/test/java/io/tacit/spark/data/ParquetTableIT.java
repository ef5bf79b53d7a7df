package io.tacit.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Split;
import io.tacit.core.data.Standardization;
import io.tacit.core.random.RandomKey;
import io.tacit.spark.config.CsvDialect;
import io.tacit.spark.config.DataConfig.Format;
import io.tacit.spark.config.TableLocation;
import io.tacit.spark.failure.Explanation;
import io.tacit.spark.failure.Explanation.Blame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of every kind that Parquet and Spark know. */
class ParquetTableIT {
    private static final RecordIdentity CONTENT = new RecordIdentity.FromContent();
    private static SparkSession spark;

    @TempDir
    static Path dir;

    private static String vectors;

    @BeforeAll
    static void start() {
        spark = TestSpark.start();
        vectors = dir.resolve("vectors").toString();
        StructType schema = new StructType()
                .add("x", DataTypes.DoubleType)
                .add("features", SQLDataTypes.VectorType())
                .add("pair", DataTypes.createArrayType(DataTypes.FloatType));
        spark.createDataFrame(
                        List.of(
                                RowFactory.create(1.0, Vectors.dense(1, 10, 0), new Float[] {1f, 2f}),
                                RowFactory.create(2.0, Vectors.dense(2, 20, 0), new Float[] {3f, 4f}),
                                RowFactory.create(
                                        3.0,
                                        Vectors.sparse(3, new int[] {1, 2}, new double[] {30, 3}),
                                        new Float[] {5f, 6f})),
                        schema)
                .coalesce(1)
                .write()
                .parquet(vectors);
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static OpenedTable open(String path) {
        return OpenedTable.of(spark, new TableLocation(path, Format.PARQUET, CsvDialect.DEFAULT));
    }

    private static void write(String query, String... path) {
        spark.sql(query)
                .coalesce(1)
                .write()
                .parquet(dir.resolve(String.join("/", path)).toString());
    }

    private static DataSummary summary(Dataset<Row> table, ColumnChoice choice, BadRecordPolicy policy) {
        DataPlan plan =
                new DataPlan(choice.columns(CONTENT), policy, new Split(0, 0, RandomKey.of(0)), Scaling.STANDARDIZE, 2);
        try (PreparedData data = DataPreparation.prepare(table, plan)) {
            return data.summary();
        }
    }

    private static List<Double> means(String path, String... columns) {
        OpenedTable table = open(path);
        return summary(table.rows(), table.choice(List.of(columns), CONTENT), new BadRecordPolicy.Fail())
                .training()
                .stream()
                .map(ColumnStatistics::mean)
                .toList();
    }

    @Test
    @DisplayName("a vector stands in no other column's way")
    void beside() {
        assertThat(open(vectors).choice(List.of(), CONTENT).learned()).containsExactly("x");
        assertThat(means(vectors, "x")).containsExactly(2.0);
    }

    @Test
    @DisplayName("vectors, dense and sparse, and arrays are as many features as they have elements; or some by number")
    void elements() {
        assertThat(open(vectors).choice(List.of("features", "pair"), CONTENT).learned())
                .containsExactly("features[0]", "features[1]", "features[2]", "pair[0]", "pair[1]");
        assertThat(means(vectors, "features", "pair")).containsExactly(1.0, 20.0, 1.0, 3.0, 4.0);
        assertThat(means(vectors, "features[1]", "pair[0]")).containsExactly(20.0, 3.0);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> means(vectors, "features[3]"))
                .withMessageContaining("3 elements, counted from 0");
    }

    @Test
    @DisplayName("a list of another length, or with a null in it, is a bad record")
    void lengths() {
        Dataset<Row> table = spark.sql("select * from values (1, array(1d, 2d)), (2, array(3d, 4d)), (3, array(5d)),"
                        + " (4, array(5d, 6d, 7d)), (5, array(5d, null)), (6, null) as t(id, a)")
                .coalesce(1)
                .select("a");
        ColumnChoice choice = ColumnChoice.all(table, CONTENT);
        assertThat(choice.learned()).containsExactly("a[0]", "a[1]");
        DataSummary summary = summary(table, choice, new BadRecordPolicy.Drop());
        assertThat(summary.leftOut())
                .isEqualTo(Map.of(
                        "a[0]", Map.of(CellFlaw.LENGTH, 2L, CellFlaw.NULL, 1L),
                        "a[1]", Map.of(CellFlaw.NULL, 1L)));
        assertThat(summary.used()).isEqualTo(2);
        assertThat(summary.inWords()).contains("for instance a[0]: list of another length \"[5.0]\"; a[0]: list");
    }

    @Test
    @DisplayName("how long lists are, most of them say, not the first one; a list of none is a bad record")
    void oddFirst() {
        Dataset<Row> table = spark.sql("select * from values (array()), (array(1)), (array(1, 2, 3)), (array(3, 4)),"
                        + " (array(5, 7)) as t(a)")
                .coalesce(1);
        ColumnChoice choice = ColumnChoice.all(table, CONTENT);
        assertThat(choice.learned()).containsExactly("a[0]", "a[1]");
        DataSummary summary = summary(table, choice, new BadRecordPolicy.Drop());
        assertThat(summary.used()).isEqualTo(2);
        assertThat(summary.leftOut()).isEqualTo(Map.of("a[0]", Map.of(CellFlaw.LENGTH, 3L)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ColumnChoice.all(table.limit(1), CONTENT))
                .withMessageContaining("found no list with an element");
    }

    @Test
    @DisplayName("fields of structures by path; a column whose own name has the dot or bracket comes first")
    void paths() {
        Dataset<Row> table =
                spark.sql("select named_struct('b', id + 1d, 'c', named_struct('d.e', array(id, id))) as a,"
                        + " id * 2 as `a.b`, cast(id as decimal(9,2)) as n, id as `f[0]`, string(id) as s, id = 1 as t,"
                        + " current_timestamp() as w, map(id, id) as m from range(3)");
        assertThat(ColumnChoice.all(table, CONTENT).inWords())
                .isEqualTo("learned: a.b, n, f[0]; left out: a (a structure: name its fields, as in a.b), s (text), t"
                        + " (boolean), w (time), m (map<bigint,bigint>)");
        ColumnChoice named = ColumnChoice.named(table, List.of("a.b", "a.c.d.e[1]", "f[0]", "n"), CONTENT);
        assertThat(summary(table, named, new BadRecordPolicy.Fail()).training().stream()
                        .map(ColumnStatistics::mean))
                .containsExactly(2.0, 1.0, 1.0, 1.0);
        assertThat(summary(
                                table.drop("a.b"),
                                ColumnChoice.named(table.drop("a.b"), List.of("a.b"), CONTENT),
                                new BadRecordPolicy.Fail())
                        .training()
                        .get(0)
                        .mean())
                .isEqualTo(2.0);
    }

    @Test
    @DisplayName("scored, elements are found in the same columns, and the table comes out as it was")
    void scored() {
        Dataset<Row> table = open(vectors).rows();
        Dataset<Row> scored = ScoreTable.of(
                        table,
                        new RecordColumns(List.of("features[2]", "pair[1]"), CONTENT),
                        Standardization.identity(2),
                        () -> (rows, n) -> {
                            double[] sums = new double[n];
                            Arrays.setAll(sums, i -> rows[2 * i] + rows[2 * i + 1]);
                            return Scores.of(sums);
                        },
                        ScoreTable.COLUMN)
                .rows();
        assertThat(scored.columns()).containsExactly("x", "features", "pair", "logDensity");
        assertThat(scored.orderBy("x").collectAsList().stream().map(row -> row.getDouble(3)))
                .containsExactly(2.0, 4.0, 9.0);
    }

    @Test
    @DisplayName("columns that Spark cannot read are in nobody's way; wanted, they are refused with their type")
    void unreadable() throws IOException {
        String path = dir.resolve("nanos.parquet").toString();
        MessageType schema =
                MessageTypeParser.parseMessageType("message m { required int64 when (TIMESTAMP(NANOS,true));"
                        + " required double x; optional fixed_len_byte_array(2) half (FLOAT16);"
                        + " required group g { required double y; required int64 at (TIMESTAMP(NANOS,true)); }"
                        + " optional group halves (LIST) { repeated group list {"
                        + " optional fixed_len_byte_array(2) element (FLOAT16); } } }");
        SimpleGroupFactory groups = new SimpleGroupFactory(schema);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(path))
                .withType(schema)
                .build()) {
            for (int i = 0; i < 3; i++) {
                Group group = groups.newGroup()
                        .append("when", (long) i)
                        .append("x", (double) i)
                        .append("half", Binary.fromConstantByteArray(new byte[] {0, 60}));
                group.addGroup("g").append("y", 10.0 * i).append("at", (long) i);
                writer.write(group);
            }
        }
        assertThat(means(path)).containsExactly(1.0);
        assertThat(means(path, "x", "g.y")).containsExactly(1.0, 10.0);
        assertThat(open(path).choice(List.of(), CONTENT).inWords())
                .contains("learned: x; left out: g (a structure")
                .contains("when (unreadable for Spark: TIMESTAMP(NANOS,true))")
                .contains("half (unreadable for Spark: FLOAT16)")
                .contains("g.at (unreadable for Spark: TIMESTAMP(NANOS,true))")
                .contains("halves (unreadable for Spark: LIST of FLOAT16)");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> means(path, "x", "half"))
                .withMessageContaining("column 'half': Spark cannot read its type FLOAT16");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> means(path, "x", "g.at"))
                .withMessageContaining("column 'g.at': Spark cannot read its type TIMESTAMP(NANOS,true)");
        assertThat(OpenedTable.names(new TableLocation(path, Format.PARQUET, CsvDialect.DEFAULT), new Configuration()))
                .startsWith("when", "x", "half", "g", "g.y", "g.at", "halves");
    }

    @Test
    @DisplayName("a column named twice, by itself or as an element, and a table without records are refused")
    void nothingToLearn() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(vectors).choice(List.of("x", "pair", "pair[1]", "x"), CONTENT))
                .withMessage("expected different columns to learn, got twice: pair[1], x");
        write("select id * 1d as x from range(0)", "none");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> means(dir.resolve("none").toString(), "x"))
                .withMessage("the data have no records, only columns: x");
    }

    @ParameterizedTest
    @CsvSource({"orc, it is ORC: write it", "json, it is JSON: write it", "csv, if it is CSV: --format csv"})
    @DisplayName("files of other kinds are told for what they are")
    void otherKinds(String kind, String told) {
        String path = dir.resolve("kind-" + kind).toString();
        spark.range(3).coalesce(1).write().format(kind).save(path);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(path))
                .withMessageContaining("as PARQUET: ")
                .withMessageContaining(told);
    }

    @Test
    @DisplayName("a column without a value is left out unless it is named, and then told as what leaves no record")
    void withoutValue() {
        String path = dir.resolve("nulls").toString();
        spark.range(4)
                .selectExpr("id * 1d as x", "cast(null as double) as y")
                .coalesce(1)
                .write()
                .parquet(path);
        assertThat(open(path).choice(List.of(), CONTENT).inWords())
                .isEqualTo("learned: x; left out: y (no value in the first file)");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> means(path, "x", "y"))
                .withMessageContaining("4 of 4 records cannot be used: y: 4 null")
                .withMessageContaining("no record is left: leave out");
    }

    /** A directory of one file a query, in their order. */
    private static String files(String name, String... queries) throws IOException {
        Path table = Files.createDirectories(dir.resolve(name));
        for (int i = 0; i < queries.length; i++) {
            write(queries[i], name + "-" + i);
            try (Stream<Path> parts = Files.list(dir.resolve(name + "-" + i))) {
                Path part = parts.filter(file -> file.toString().endsWith(".parquet"))
                        .findFirst()
                        .orElseThrow();
                Files.copy(part, table.resolve("part-" + i + ".parquet"));
            }
        }
        return table.toString();
    }

    @Test
    @DisplayName(
            "a column that not all files have is told, with a file: null there, or not read where the first lacks it")
    void lacking() throws IOException {
        String path = files(
                "lacking",
                "select id * 1d as x, id * 2d as y from range(2)",
                "select id * 1d as X, id as more from range(2)",
                "select id * 1d as x from range(2)");
        assertThat(open(path).how())
                .isEqualTo(path + ": Parquet; column 'y' is not in 2 of 3 files, such as " + path
                        + "/part-1.parquet: null there; column 'more' of " + path
                        + "/part-1.parquet is not read: the first file does not have it");
        assertThat(means(path, "x")).containsExactly(0.5);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> means(path, "x", "y"))
                .withMessageContaining("4 of 6 records cannot be used: y: 4 null");
        TableLocation location = new TableLocation(path, Format.PARQUET, CsvDialect.DEFAULT);
        assertThat(OpenedTable.names(location, new Configuration())).containsExactly("x", "y", "more");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> means(path, "more"))
                .withMessageContaining("column 'more' is in " + path + "/part-1.parquet, and not in the first file");
    }

    @Test
    @DisplayName("a column of another type in a later file is told with both types, and in nobody's way unless wanted")
    void otherTypes() throws IOException {
        String path = files(
                "types",
                "select id * 1d as x, id as y, array(id) as z from range(2)",
                "select id * 1d as x, id * 0.5d as y, array(id * 0.5d) as z from range(2)");
        assertThat(means(path, "x")).containsExactly(0.5);
        assertThatThrownBy(() -> means(path, "x", "y")).satisfies(failure -> assertThat(Explanation.of(failure))
                .satisfies(told -> assertThat(told.blame()).isEqualTo(Blame.REQUEST))
                .satisfies(told -> assertThat(told.text())
                        .contains("files of one table need the same types: column 'y' is bigint in the first"
                                + " file, but double in " + path + "/part-1.parquet; write it with one type")
                        .doesNotContain("Spark type", "physicalType")));
        assertThatThrownBy(() -> means(path, "z"))
                .satisfies(failure -> assertThat(Explanation.of(failure).text())
                        .contains("column 'z' is bigint in the first file, but double in", "part-1.parquet"));
    }

    @Test
    @DisplayName("Hive partitions are not learned unless named; paths are literal")
    void partitions() {
        String path = dir.resolve("sc[1]").toString();
        spark.range(4)
                .selectExpr("id * 1d as x", "id % 2 as part")
                .write()
                .partitionBy("part")
                .parquet(path);
        assertThat(open(path).choice(List.of(), CONTENT).inWords())
                .isEqualTo("learned: x; left out: part (partition column)");
        assertThat(means(path, "x", "part")).containsExactly(1.5, 0.5);
    }

    @Test
    @DisplayName("partitions that a pattern chooses stay partitions, of one table; several tables are refused")
    void patternsOfPartitions() {
        for (String table : List.of("one", "two")) {
            for (int year = 0; year < 3; year++) {
                write("select id * 1d as x from range(2)", "hive", table, "year=" + year, "month=" + (5 + year));
            }
        }
        String one = dir.resolve("hive/one").toString();
        assertThat(open(one + "/year=*").choice(List.of(), CONTENT).inWords())
                .isEqualTo("learned: x; left out: year (partition column), month (partition column)");
        for (String pattern : List.of("/year=[12]", "/year=[12]/*", "/year=[12]/month=*/*.parquet", "/year={1,2}/m*")) {
            assertThat(means(one + pattern, "x", "year", "month")).containsExactly(0.5, 1.5, 6.5);
        }
        assertThat(open(one + "/year=2*").rows().columns()).containsExactly("x", "year", "month");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(dir + "/hive/*"))
                .withMessageContaining("hive/*' fits several tables of Hive partitions (")
                .withMessageContaining(one + ", ")
                .withMessageContaining("name one of them, or partitions of one, as in " + one + "/year=*");
    }
}
