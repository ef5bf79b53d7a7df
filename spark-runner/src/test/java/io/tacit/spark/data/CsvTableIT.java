package io.tacit.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Split;
import io.tacit.core.data.Standardization;
import io.tacit.core.random.RandomKey;
import io.tacit.spark.config.CsvDialect;
import io.tacit.spark.config.CsvDialect.Header;
import io.tacit.spark.config.CsvDialect.Lines;
import io.tacit.spark.config.DataConfig.Format;
import io.tacit.spark.config.TableLocation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV as people have it: what is read is what is written, or the file is refused. */
class CsvTableIT {
    private static final RecordIdentity CONTENT = new RecordIdentity.FromContent();
    private static final CsvDialect GERMAN = CsvDialect.DEFAULT.separator(";").decimal(',');
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

    private static CsvDialect with(Header header, String encoding, Lines lines) {
        return new CsvDialect(
                ",",
                Optional.of('"'),
                Optional.empty(),
                '.',
                Optional.of(header),
                encoding,
                Optional.empty(),
                List.of("NA", "-999"),
                lines);
    }

    private static OpenedTable open(Path path, CsvDialect dialect) {
        return OpenedTable.of(spark, new TableLocation(path.toString(), Format.CSV, dialect));
    }

    private Path file(String name, String text) {
        try {
            Path file = dir.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSummary summary(OpenedTable table, BadRecordPolicy policy, String... columns) {
        ColumnChoice choice = table.choice(List.of(columns), CONTENT);
        DataPlan plan =
                new DataPlan(choice.columns(CONTENT), policy, new Split(0, 0, RandomKey.of(0)), Scaling.STANDARDIZE, 2);
        try (PreparedData data = DataPreparation.prepare(table.rows(), plan)) {
            return data.summary();
        }
    }

    private static DataSummary summary(OpenedTable table) {
        return summary(table, new BadRecordPolicy.Fail());
    }

    private static List<Double> means(DataSummary summary) {
        return summary.training().stream().map(ColumnStatistics::mean).toList();
    }

    private static List<String> names(DataSummary summary) {
        return summary.training().stream().map(ColumnStatistics::column).toList();
    }

    @Test
    @DisplayName("semicolons and decimal commas: refused as they are, read with the options that the refusal names")
    void german() {
        Path file = file("german.csv", "length;width\n8,25;11,25\n10,75;14,75\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(file, CsvDialect.DEFAULT))
                .withMessageContaining(
                        "cells seem to be separated by ';' and decimals by ',': --separator ';' --decimal" + " ','");
        assertThat(means(summary(open(file, GERMAN)))).containsExactly(9.5, 13.0);
    }

    @Test
    @DisplayName("a point in a number with decimal commas is no number: 1.234 is not 1234, and not 1.234")
    void noThousands() {
        Path file = file("thousands.csv", "x;y\n1,5;1\n1.234;2\n2,5;3\n");
        DataSummary summary = summary(open(file, GERMAN), new BadRecordPolicy.Drop());
        assertThat(summary.leftOut()).isEqualTo(Map.of("x", Map.of(CellFlaw.TEXT, 1L)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> summary(open(file, GERMAN)))
                .withMessageContaining("x: text \"1.234\"");
    }

    @Test
    @DisplayName("rows with more or fewer cells than names are bad records with their text; none is shifted or cut")
    void cells() throws IOException {
        Path file = file("cells.csv", "price,weight\n382,65\n1,770,64\n12\n400,67\n420,\n");
        DataSummary summary = summary(open(file, CsvDialect.DEFAULT), new BadRecordPolicy.Drop());
        assertThat(summary.leftOut())
                .isEqualTo(Map.of("weight", Map.of(CellFlaw.NULL, 1L), "row", Map.of(CellFlaw.CELLS, 2L)));
        assertThat(means(summary)).containsExactly(391.0, 66.0);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> summary(open(file, CsvDialect.DEFAULT)))
                .withMessageContaining("3 of 5 records")
                .withMessageContaining("row: 2 with more or fewer cells than there are columns")
                .withMessageContaining("\"1,770,64\"");
        Path wide = file("wide.csv", "note,x,y\na,1,2\na,b,1,2\na\nb,3,4\n");
        assertThat(summary(open(wide, CsvDialect.DEFAULT), new BadRecordPolicy.Drop(), "x")
                        .leftOut())
                .isEqualTo(Map.of("row", Map.of(CellFlaw.CELLS, 2L)));
        String kept = dir.resolve("kept").toString();
        summary(open(file, CsvDialect.DEFAULT), new BadRecordPolicy.Quarantine(kept));
        assertThat(TablePath.literal(spark)
                        .parquet(kept)
                        .filter("tacitRow is not null")
                        .count())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("scored, such a row has no density, and the table no column that was not there")
    void scored() {
        OpenedTable table = open(file("s.csv", "x,y,note\n1,2,a\n1,2,3,b\n4,5,c\n"), CsvDialect.DEFAULT);
        Dataset<Row> scored = ScoreTable.of(
                        table.rows(),
                        new RecordColumns(List.of("x", "y"), CONTENT),
                        Standardization.identity(2),
                        () -> (rows, n) -> Scores.of(new double[n]),
                        ScoreTable.COLUMN)
                .rows();
        assertThat(scored.columns()).containsExactly("x", "y", "note", "logDensity");
        assertThat(scored.collectAsList().stream().map(row -> row.isNullAt(3))).containsExactly(false, true, false);
    }

    @Test
    @DisplayName("files whose headers differ in order are read by name; in names, refused")
    void headerOrder() {
        file("order.csv/part-0.csv", "height,weight\n170,70\n171,71\n");
        file("order.csv/part-1.csv", "weight,height\n72,172\n73,173\n");
        assertThat(means(summary(open(dir.resolve("order.csv"), CsvDialect.DEFAULT))))
                .containsExactly(171.5, 71.5);
        file("order.csv/part-2.csv", "weight,size\n72,172\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(dir.resolve("order.csv"), CsvDialect.DEFAULT))
                .withMessageContaining("height, weight")
                .withMessageContaining("weight, size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "height,weight|1,2|3,4 ! height;weight|1,5;2,5|3,5;4 ! --separator ';' --decimal ','",
                "height,weight|1,2|3,4 ! 1.5,2|3,4 ! '1.5' is a number: --header no",
                "height,weight|1,2|3,4 ! größe,weight|1,2 ! is not UTF-8",
                "height,weight|1,2|3,4 ! # again|height,weight|1,2|3,4 ! --comment '#'",
            })
    @DisplayName("a later file that is written in another way is refused by its name, with the options")
    void laterFiles(String first, String later, String advice) throws IOException {
        file("mixed.csv/part-0.csv", first.strip().replace('|', '\n'));
        Path other = dir.resolve("mixed.csv/part-1.csv");
        Files.write(other, later.strip().replace('|', '\n').getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(dir.resolve("mixed.csv"), CsvDialect.DEFAULT))
                .withMessageContaining("part-1.csv does not fit")
                .withMessageContaining(advice.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '^',
            value = {
                "Measurements||a,b|1,2|3,4|5,6 ! its first line has 1 cell (Measurements), and the next one 2 cells (a, b)",
                "a,b|r1,1,2|r2,3,4 ! its first line has 2 cells (a, b), and the next one 3 cells (r1, 1, 2)",
                "sep=;|a;b|1;2|3;4 ! a note to a spreadsheet: take it out",
                "a|0,5|1,25|-3,0e2 ! decimals by ',': --separator ';' --decimal ','",
                "note,a,b|\"one|two\",1,2|x,3,4|\"three|four\",5,6 ! --cell-lines many",
                "tacitRow,b|1,2|3,4 ! a name of Tacit's own",
            })
    @DisplayName("what stands above a table, and cells that go on in the next line, are told")
    void layouts(String text, String advice) {
        Path file = file("layout.csv", text.strip().replace('|', '\n') + "\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(file, CsvDialect.DEFAULT))
                .withMessageContaining(advice.strip());
    }

    @Test
    @DisplayName("a long file with carriage returns alone is read whole")
    void carriageReturns() {
        String rows = "1,3\r3,5\r".repeat(40_000);
        assertThat(means(summary(open(file("mac.csv", "a,b\r" + rows), CsvDialect.DEFAULT))))
                .containsExactly(2.0, 4.0);
    }

    @Test
    @DisplayName("files with names alone say nothing of what the columns hold")
    void namesAlone() {
        file("filtered.csv/part-0.csv", "note,x\n");
        file("filtered.csv/part-1.csv", "note,x\na,\"1,000\"\nb,\"22,000\"\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() ->
                        open(dir.resolve("filtered.csv"), CsvDialect.DEFAULT).choice(List.of(), CONTENT))
                .withMessageContaining("note (text, such as \"a\")")
                .withMessageContaining(
                        "x (text, such as \"1,000\": a number has one decimal mark (--decimal) and no separators of thousands)");
    }

    @Test
    @DisplayName("a column that is a partition as well is a partition")
    void partitionInFiles() {
        file("both.csv/k=5/a.csv", "x,k\n1,7\n2,7\n");
        file("both.csv/k=6/a.csv", "x,k\n3,7\n");
        OpenedTable table = open(dir.resolve("both.csv"), CsvDialect.DEFAULT);
        assertThat(table.choice(List.of(), CONTENT).inWords()).isEqualTo("learned: x; left out: k (partition column)");
        assertThat(means(summary(table, new BadRecordPolicy.Fail(), "x", "k")).get(1))
                .isBetween(5.0, 6.0);
    }

    @Test
    @DisplayName("a file beside the directories of partitions, or in others, is refused")
    void unevenPartitions() {
        for (String other : List.of("top.csv", "j=1/a.csv")) {
            file(other.length() + ".csv/k=5/a.csv", "x\n1\n2\n");
            Path added = file(other.length() + ".csv/" + other, "x\n3\n");
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> open(dir.resolve(other.length() + ".csv"), CsvDialect.DEFAULT))
                    .withMessageContaining("same partitions")
                    .withMessageContaining(added.toString());
        }
    }

    @Test
    @DisplayName("names where there should be none are refused, in the first file and in a later one")
    void namesUnasked() {
        CsvDialect nameless = with(Header.NO, "UTF-8", Lines.ONE);
        Path named = file("named.csv", "height,weight\n1,2\n3,4\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(named, nameless))
                .withMessageContaining("(height, weight), with numbers below: --header yes");
        file("later.csv/part-0.csv", "1,2\nNA,NA\n");
        assertThat(open(dir.resolve("later.csv"), nameless).rows().count()).isEqualTo(2);
        file("later.csv/part-1.csv", "height,weight\n1,2\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(dir.resolve("later.csv"), nameless))
                .withMessageContaining("part-1.csv")
                .withMessageContaining("--header yes");
    }

    @Test
    @DisplayName("a line of numbers is no line of names, unless that is said; without names columns are numbered")
    void header() {
        Path file = file("none.csv", "8.25,11\n10.25,14\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(file, CsvDialect.DEFAULT))
                .withMessageContaining("'8.25' is a number: --header no");
        DataSummary summary = summary(open(file, with(Header.NO, "UTF-8", Lines.ONE)));
        assertThat(names(summary)).containsExactly("_c0", "_c1");
        assertThat(means(summary)).containsExactly(9.25, 12.5);
        Path years = file("years.csv", "2019,2020\n1,2\n3,4\n");
        assertThat(names(summary(open(years, with(Header.YES, "UTF-8", Lines.ONE)))))
                .containsExactly("2019", "2020");
    }

    @Test
    @DisplayName("names in quotes keep their separators; a name twice is refused; a name that is empty is numbered")
    void names() {
        Path file = file("quoted.csv", "\"length, mm\",\"say \"\"w\"\"\",\n1,2,x\n3,4,y\n");
        OpenedTable table = open(file, CsvDialect.DEFAULT);
        assertThat(table.choice(List.of(), CONTENT).inWords())
                .isEqualTo("learned: \"length, mm\", \"say \"\"w\"\"\"; left out: _c2 (text, such as \"x\")");
        assertThat(means(summary(table))).containsExactly(2.0, 3.0);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(file("twice.csv", "a,A\n1,2\n"), CsvDialect.DEFAULT))
                .withMessageContaining("'A' twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1"})
    @DisplayName("every encoding gives the same numbers, with a byte order mark or without")
    void encodings(String encoding) throws IOException {
        Charset charset = Charset.forName(encoding);
        CsvDialect dialect = with(Header.YES, encoding, Lines.ONE);
        for (String mark : encoding.startsWith("UTF") ? List.of("", "\uFEFF") : List.of("")) {
            Path file = dir.resolve("encoded" + mark.length() + ".csv");
            Files.write(file, (mark + "größe,x\n1.5,2\n2.5,4\n").getBytes(charset));
            DataSummary summary = summary(open(file, dialect));
            assertThat(names(summary)).containsExactly("größe", "x");
            assertThat(means(summary)).containsExactly(2.0, 3.0);
        }
    }

    @Test
    @DisplayName("words for null, lines of comments, other quotes, cells of several lines, compressed files")
    void theRest() throws IOException {
        CsvDialect dialect = with(Header.YES, "UTF-8", Lines.MANY).comment('#').quote('\'');
        Path file = dir.resolve("rest.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(
                    "# made by hand\r\nnote,x\r\n'two\r\nlines, and ''more''',1\r\n# more\r\n'a',NA\r\nb,-999\r\nc,3\r\n"
                            .getBytes(StandardCharsets.UTF_8));
        }
        DataSummary summary = summary(open(file, dialect), new BadRecordPolicy.Drop());
        assertThat(summary.leftOut()).isEqualTo(Map.of("x", Map.of(CellFlaw.NULL, 2L)));
        assertThat(summary.read()).isEqualTo(4);
        assertThat(means(summary)).containsExactly(2.0);
    }

    @Test
    @DisplayName("a quote that nobody closes costs its own row at most")
    void unclosed() {
        Path file = file("unclosed.csv", "note,x,y\na,1,2\n\"b,5,6\nc,\"3,4\nd,3,6\n");
        DataSummary summary = summary(open(file, CsvDialect.DEFAULT), new BadRecordPolicy.Drop());
        assertThat(summary.read()).isEqualTo(4);
        assertThat(summary.leftOut()).isEqualTo(Map.of("row", Map.of(CellFlaw.CELLS, 2L)));
        assertThat(means(summary)).containsExactly(2.0, 4.0);
    }

    @Test
    @DisplayName("what is learned and what is left out has names: text, empty columns, an index, partitions, the id")
    void choice() {
        file("p.csv/year=2023/a.csv", ",height,carrier,none,code\n0,170,AA,,7\n1,171,BB,,8\n");
        file("p.csv/year=2024/a.csv", ",height,carrier,none,code\n0,172,AA,,9\n");
        OpenedTable table = open(dir.resolve("p.csv"), CsvDialect.DEFAULT);
        assertThat(table.choice(List.of(), new RecordIdentity.FromColumn("code"))
                        .inWords())
                .isEqualTo("learned: height; left out: _c0 (an index: it has no name and numbers the rows), carrier"
                        + " (text, such as \"AA\"), none (no value in the first 2 rows), year (partition column), code"
                        + " (the id)");
        assertThat(means(summary(table, new BadRecordPolicy.Fail(), "height", "year")))
                .satisfies(means -> assertThat(means.get(1)).isBetween(2023.0, 2024.0));
    }

    @Test
    @DisplayName("partitions and headers in another order together")
    void partitionsByName() throws IOException {
        file("p.csv/year=2023/a.csv", "height,weight\n170,70\n");
        file("p.csv/year=2024/a.csv", "weight,height\n72,172\n");
        Path path = dir.resolve("p.csv");
        DataSummary summary = summary(open(path, CsvDialect.DEFAULT), new BadRecordPolicy.Fail(), "height", "year");
        assertThat(means(summary)).containsExactly(171.0, 2023.5);
        assertThat(OpenedTable.names(
                        new TableLocation(path.toString(), Format.CSV, CsvDialect.DEFAULT), new Configuration()))
                .containsExactly("height", "weight", "year");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sc[1].csv", "50%20 off.csv", "a{b}?.csv", "x*.csv", "ünï cödé.csv"})
    @DisplayName("a file is read by its own name")
    void ownName(String name) {
        Path file = file(name, "x\n1\n3\n");
        file("sc1.csv", "x\n100\n");
        assertThat(means(summary(open(file, CsvDialect.DEFAULT)))).containsExactly(2.0);
    }

    @Test
    @DisplayName("a pattern that is meant, part files without an ending, and directories without files")
    void places() {
        file("d/part-00000", "x\n1\n");
        file("d/part-00001", "x\n3\n");
        file("d/_SUCCESS", "");
        file("d/.part-00000.crc", "no");
        assertThat(means(summary(open(dir.resolve("d"), CsvDialect.DEFAULT)))).containsExactly(2.0);
        assertThat(means(summary(open(dir.resolve("d/part-0000*"), CsvDialect.DEFAULT))))
                .containsExactly(2.0);
        file("deep/a/one.csv", "x\n1\n");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(dir.resolve("deep"), CsvDialect.DEFAULT))
                .withMessageContaining("only directories (a)");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open(dir.resolve("absent[12].csv"), CsvDialect.DEFAULT))
                .withMessageContaining("none fits it as a pattern");
    }
}
