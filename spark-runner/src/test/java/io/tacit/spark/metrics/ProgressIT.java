package io.tacit.spark.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressIT {

    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    private Path directory;

    @Test
    @DisplayName("U01 on a pipe: whole lines on standard error, only the result on standard output")
    void pipe() throws Exception {
        String errors = run(List.of(
                "sh", "-c", demo() + " >" + directory + "/out 2>" + directory + "/err; cat " + directory + "/err"));
        assertThat(errors).doesNotContain("\r").doesNotContain("\u001b[").contains("round 10/10 | train");
        assertThat(Files.readString(directory.resolve("out"))).isEqualTo("result\n");
    }

    @Test
    @DisplayName("U01 on a terminal: a bar that rewrites its line, and fits into it")
    void terminal() throws Exception {
        assumeThat(SCRIPT)
                .as("util-linux script, which gives a pseudo-terminal")
                .exists();
        String screen = run(List.of(
                SCRIPT.toString(),
                "-qec",
                "stty cols 100; " + demo(),
                directory.resolve("typescript").toString()));
        assertThat(screen)
                .contains("\r")
                .contains("█")
                .contains("round 10/10")
                .contains("left")
                .contains("val ");
        assertThat(screen.split("[\r\n]+"))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(screen).containsPattern("checkpoint of round 5 written\r*\n");
    }

    private String demo() {
        return "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                + System.getProperty("java.class.path") + "' " + ProgressDemo.class.getName();
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        builder.environment().put("LC_ALL", "POSIX");
        Process process = builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
