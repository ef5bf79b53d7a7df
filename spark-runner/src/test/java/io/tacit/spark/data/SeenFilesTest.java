package io.tacit.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("files that change while they are read are found out by length and time")
class SeenFilesTest {
    private static final Configuration HADOOP = new Configuration(false);

    @TempDir
    private Path dir;

    private SeenFiles seen;

    @BeforeEach
    void aTable() throws IOException {
        for (String name : new String[] {"a.csv", "b.csv"}) {
            Files.writeString(dir.resolve(name), "x,y\n1,2\n");
            Files.setLastModifiedTime(dir.resolve(name), FileTime.fromMillis(1_000_000));
        }
        seen = SeenFiles.of(TablePath.of(dir.toString(), HADOOP).files(HADOOP));
    }

    @Test
    void unchanged() throws IOException {
        Files.writeString(dir.resolve("c.csv"), "x,y\n"); // was not there, and is not read
        assertThat(seen.changed(HADOOP)).isEmpty();
        assertThat(seen.rewritten(HADOOP)).isEmpty();
    }

    @Test
    @DisplayName("one that is gone is told where reading failed, and is nothing where it did not")
    void gone() throws IOException {
        Files.delete(dir.resolve("a.csv"));
        assertThat(seen.rewritten(HADOOP)).isEmpty();
        assertThat(seen.changed(HADOOP).orElseThrow())
                .matches("the data changed while they were read: \\S+/a\\.csv is gone; start again when they are .*");
    }

    @Test
    void anotherLength() throws IOException {
        Files.writeString(dir.resolve("b.csv"), "x,y\n");
        assertThat(seen.rewritten(HADOOP).orElseThrow())
                .containsPattern("/b\\.csv was 8 bytes of \\S+ and is 4 bytes of ");
        assertThat(seen.changed(HADOOP)).isEqualTo(seen.rewritten(HADOOP));
    }

    @Test
    void sameLengthAtAnotherTime() throws IOException {
        Files.writeString(dir.resolve("b.csv"), "x,y\n3,4\n");
        assertThat(seen.rewritten(HADOOP).orElseThrow())
                .contains("/b.csv was 8 bytes of 1970-01-01T00:16:40Z and is 8 bytes of ");
    }
}
