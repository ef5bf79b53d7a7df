package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.spark.config.ConfigProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    @TempDir
    private Path dir;

    private String file;

    @BeforeEach
    void aFile() throws IOException {
        file = Files.createFile(dir.resolve("file")).toString();
    }

    @Test
    @DisplayName("One directory that can be created is enough, and nothing is left in it")
    void oneIsEnough() throws IOException {
        demand(file + "/x," + dir.resolve("new"), Map.of());
        try (var left = Files.list(dir.resolve("new"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "Where there is none it is a wrong setting, told with what sets it; the environment stands before the key")
    void none() {
        assertThatThrownBy(() -> demand(file, Map.of()))
                .isInstanceOf(ConfigProblems.class)
                .hasMessageContainingAll("nothing can be written to " + file, "--conf spark.local.dir=DIRECTORY");
        assertThatThrownBy(() -> demand(dir.toString(), Map.of("SPARK_LOCAL_DIRS", file)))
                .hasMessageStartingWith("SPARK_LOCAL_DIRS: ");
        assertThatCode(() -> demand(file, Map.of("SPARK_LOCAL_DIRS", dir.toString())))
                .doesNotThrowAnyException();
        assertThatCode(() -> demand(file, Map.of("CONTAINER_ID", "container_1")))
                .doesNotThrowAnyException();
    }

    private static void demand(String directories, Map<String, String> environment) {
        Scratch.demand(new SparkConf(false).set("spark.local.dir", directories), environment);
    }
}
