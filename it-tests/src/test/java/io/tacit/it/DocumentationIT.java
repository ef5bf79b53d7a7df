package io.tacit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What documents show is true. The commands of a document run in their order, in a {@link Clone}; {@link ShortForm} says how a block is cut short. {@code $FLIGHTS} is a small table of flights.
 */
class DocumentationIT {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    @TempDir
    static Path folder;

    private static Path flights;

    static List<Document> documents() throws IOException {
        return Document.all(SparkHome.repository());
    }

    static List<Document> documentsWithCommands() throws IOException {
        return documents().stream()
                .filter(document -> !document.blocks("sh").isEmpty())
                .toList();
    }

    @BeforeAll
    static void writeSomeFlights() throws IOException {
        flights = Clone.someFlights(folder.resolve("some-flights.parquet"));
    }

    @Test
    void readmeBeginsWithTheTwoCommands() throws IOException {
        Document readme = documents().stream()
                .filter(document -> document.file().equals(Path.of("README.md")))
                .findFirst()
                .orElseThrow();
        assertThat(readme.blocks("sh"))
                .extracting(block -> String.join("\n", block.code()))
                .startsWith("./tacit train examples/flights/flights.conf", "make test");
    }

    @ParameterizedTest
    @MethodSource("documentsWithCommands")
    @DisplayName("U12 U01 every command that is shown runs")
    void commandsRun(Document document) throws Exception {
        Path clone =
                Clone.in(folder.resolve(document.toString().replace('/', '-'))).root();
        for (Document.Block block : document.blocks("sh")) {
            String place = document + ":" + block.line();
            String script = ShortForm.of(block).orElse("");
            ChildProcess run = ChildProcess.start(
                    "line-" + block.line(),
                    clone,
                    Map.of(
                            "FLIGHTS",
                            flights.toString(),
                            "TACIT_JAVA_OPTS",
                            "-Xmx2g " + String.join(" ", SparkHome.SHORT_LIVED)),
                    List.of("env", "-u", "SPARK_HOME", "-u", "MASTER", "bash", "-euc", script));
            try (run) {
                assertThat(run.awaitExit(LIMIT))
                        .as(() -> place + "\n" + script + "\n" + run.lastLines())
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("U12 Java that is shown stands in the file it is said to be from")
    void javaIsFromAFile(Document document) throws IOException {
        for (Document.Block block : document.blocks("java")) {
            String place = document + ":" + block.line();
            assertThat(block.remark()).as("%s: <!-- excerpt: FILE -->", place).isPresent();
            Path source = SparkHome.repository().resolve(block.remark().orElseThrow());
            List<String> lines =
                    Files.readAllLines(source).stream().map(String::strip).toList();
            List<String> shown = block.code().stream().map(String::strip).toList();
            assertThat(lines).as(place).containsSequence(shown);
        }
    }
}
