package io.tacit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.spark.config.ConfigProblems;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrepareFlightsIT {
    private static final String HEADER = "date,delay,distance,origin,destination";
    private static final int FLIGHTS = 300;

    @TempDir
    private static Path folder;

    private static SparkSession spark;
    private static Path flights;
    private static Path airports;
    private static String all;

    @BeforeAll
    static void start() throws IOException {
        spark = SparkSession.builder()
                .appName("prepare flights")
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                // Tables are small and queries many: compiling these would take longer.
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.files.maxPartitionBytes", "4000")
                .getOrCreate();
        airports = Files.writeString(
                folder.resolve("airports.csv"), "iata,name,latitude,longitude\nAAA,A,40,-74\nBBB,B,33.5,-118.25\n");
        flights = Files.write(folder.resolve("flights.csv"), lines(0, FLIGHTS));
        all = prepared(flights, "cells.parquet", "--share", "1");
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static List<String> lines(int from, int to) {
        List<String> lines = new ArrayList<>(List.of(HEADER));
        IntStream.range(from, to)
                .mapToObj(i -> "2001-01-%02d %02d:%02d:00,%d,%d,%s"
                        .formatted(
                                1 + i % 28, i % 24, i % 60, i % 50 - 10, 100 + i, i % 2 == 0 ? "AAA,BBB" : "BBB,AAA"))
                .forEach(lines::add);
        return lines;
    }

    private static String prepared(Path source, String output, String... more) {
        return PrepareFlights.prepared(
                spark,
                Stream.concat(
                                Stream.of(
                                        source.toString(),
                                        airports.toString(),
                                        place(output).toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private static Path place(String name) {
        return folder.resolve(name);
    }

    @Test
    void valuesStayInTheirCells() {
        assertThat(all).endsWith("cells.parquet: 300 rows in 1 file, of 300 flights of 300");
        List<Row> rows = spark.read().parquet(place("cells.parquet").toString()).collectAsList();
        assertThat(rows).hasSize(FLIGHTS);
        for (int i = 0; i < FLIGHTS; i++) {
            Row row = rows.get(i);
            assertThat(row.getLong(0)).isEqualTo(i);
            assertThat(Math.floor(row.getFloat(1) * 60 + 1e-3))
                    .isBetween((i % 24) * 60.0 + i % 60, (i % 24) * 60.0 + i % 60 + 1);
            assertThat(Math.floor(row.getFloat(2))).isEqualTo(i % 50 - 10);
            assertThat(Math.floor(row.getFloat(3))).isEqualTo(100 + i);
            assertThat(Math.abs(row.getFloat(4) - (i % 2 == 0 ? 40 : 33.5))).isLessThan(2);
        }
    }

    /** Kind of file, number of files and the cuts that Spark makes leave no trace, and a smaller share is part of a larger one. */
    @Test
    void theSameBytesHoweverTheSourceIsCutUp() throws IOException {
        Path whole = folder.resolve("whole.csv.gz"); // which Spark cannot cut up
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write(Files.readAllBytes(flights));
        }
        Path several = Files.createDirectory(folder.resolve("several.csv"));
        Files.write(several.resolve("a.csv"), lines(0, 10));
        Files.write(several.resolve("b.csv"), lines(10, FLIGHTS));
        Path text = place("text.parquet");
        spark.read().option("header", true).csv(whole.toString()).write().parquet(text.toString());
        prepared(whole, "whole.parquet", "--share", "0.5");
        for (Path other : List.of(flights, several, text)) {
            prepared(other, "again.parquet", "--share", "0.5", "--overwrite");
            assertThat(place("again.parquet")).hasSameBinaryContentAs(place("whole.parquet"));
        }
        List<Row> half = spark.read().parquet(place("whole.parquet").toString()).collectAsList();
        assertThat(half).hasSizeBetween(110, 190);
        assertThat(spark.read().parquet(place("cells.parquet").toString()).collectAsList())
                .containsAll(half);
    }

    @Test
    void whatCannotBeUsedIsCountedWithAnExample() throws IOException {
        List<String> lines = lines(0, 20);
        lines.add("soon,1,100,AAA,BBB");
        lines.add("2001-01-01 10:00,,100,AAA,BBB");
        lines.add("2001-01-01 10:00,1.5,100,AAA,BBB");
        lines.add("2001-01-01 10:00,1,far,AAA,BBB");
        lines.add("2001-01-01 10:00,1,100,ZZZ,BBB");
        lines.add("2001-01-01 10:00,900,100,AAA,BBB");
        lines.add("2001-01-01 10:00,1,100,AAA");
        Path source = Files.write(folder.resolve("flawed.csv"), lines);
        assertThat(prepared(source, "flawed.parquet", "--share", "1"))
                .contains(
                        "20 rows in 1 file, of 27 flights of 27; left out: 1 whose cells are not as many as the columns",
                        "1 without a time of day, such as 'soon'",
                        "2 without a delay in whole minutes, such as '1.5'",
                        "1 without a distance in whole miles, such as 'far'",
                        "1 from an airport that is not in the table of airports, such as 'ZZZ'",
                        "1 with a delay outside [-100, 400] minutes");
    }

    @Test
    void datesOfAnotherForm() throws IOException {
        Path source = Files.write(
                folder.resolve("slashes.csv"),
                lines(0, 20).stream()
                        .map(line -> line.replaceAll("(2001)-(..)-", "$1/$2/"))
                        .collect(Collectors.toList()));
        assertThatThrownBy(() -> prepared(source, "slashes.parquet", "--share", "1"))
                .isInstanceOf(ConfigProblems.class)
                .hasMessageContaining(
                        "nothing to write: it has 20 flights; left out: 20 without a time of day, such as '2001/01/01")
                .hasMessageContaining("--date-format");
        assertThat(folder.toFile().list()).noneMatch(name -> name.contains("slashes.parquet"));
        assertThatThrownBy(() -> prepared(source, "slashes.parquet", "--date-format", "yyyy/MM/dd"))
                .hasMessageContaining("--date-format: expected a pattern of date and time");
        assertThat(prepared(source, "slashes.parquet", "--share", "1", "--date-format", "yyyy/MM/dd HH:mm:ss"))
                .contains("20 rows");
    }

    @Test
    void wrongFilesAreToldTogether() throws IOException {
        Path source = Files.writeString(folder.resolve("trains.csv"), "date,delay\n2001-01-01 10:00,1\n");
        assertThatThrownBy(() -> PrepareFlights.prepared(
                        spark,
                        source.toString(),
                        place("nowhere.csv").toString(),
                        place("none").toString()))
                .isInstanceOf(ConfigProblems.class)
                .hasMessageContaining("there is no distance, origin, destination among date, delay")
                .hasMessageContaining("nowhere.csv': no such file");
        assertThatThrownBy(() -> prepared(flights, "airports.csv"))
                .isInstanceOf(ConfigProblems.class)
                .hasMessageContaining("is there already");
    }

    @ParameterizedTest
    @CsvSource({"0", "1.5", "-0.1", "some", "NaN"})
    void aShareIsAboveNothingAndUpToAll(String share) {
        assertThat(PrepareFlights.run("a", "b", "c", "--share=" + share)).isEqualTo(2);
    }

    /** Files are cut where positions are. */
    @Test
    void manyRowsAreADirectoryOfFiles() throws IOException {
        for (int tasks : List.of(2, 5)) {
            PartFiles.Written written = PartFiles.at(
                            place("parts" + tasks).toString(), PartFiles.Existing.REFUSED, spark)
                    .write(
                            spark.range(0, 2_500, 1, tasks).selectExpr("id as record", "int(id % 7) as delay"),
                            new PartFiles.Order("record", 2_500, 1_000));
            assertThat(written.files()).isEqualTo(3);
            assertThat(written.rows()).isEqualTo(2_500);
            written.put();
        }
        for (int part = 0; part < 3; part++) {
            String name = "part-0000" + part + ".parquet";
            assertThat(place("parts5").resolve(name))
                    .hasSameBinaryContentAs(place("parts2").resolve(name));
        }
        assertThat(spark.read()
                        .parquet(place("parts2").resolve("part-00001.parquet").toString())
                        .first()
                        .getLong(0))
                .isEqualTo(1_000);
    }
}
