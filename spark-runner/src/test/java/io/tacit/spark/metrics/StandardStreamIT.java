package io.tacit.spark.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardStreamIT {

    @ParameterizedTest
    @CsvSource({
        "'> /dev/null', Optional.empty",
        "'> /dev/full', Optional[No space left on device]",
        "'>&-', Optional.empty",
        "'| true', Optional.empty"
    })
    @DisplayName("A full disk under standard output is known, and that nobody reads it is no loss")
    void lost(String redirection, String expected) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                                + System.getProperty("java.class.path") + "' '" + Writer.class.getName() + "' "
                                + redirection)
                .start();
        assertThat(new String(shell.getErrorStream().readAllBytes(), UTF_8)).isEqualToIgnoringNewLines(expected);
        shell.waitFor();
    }

    /** Writes more than a pipe holds. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            IntStream.range(0, 20_000).forEach(i -> StandardStream.OUT.stream().println("0123456789"));
            System.err.println(StandardStream.OUT.lost());
        }
    }
}
