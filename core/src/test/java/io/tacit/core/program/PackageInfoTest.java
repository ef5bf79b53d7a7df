package io.tacit.core.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The traces printed in the package's documentation are those that the code prints. */
class PackageInfoTest {

    private static final Path SOURCE = Path.of("src/main/java/io/tacit/core/program/package-info.java");

    @Test
    @DisplayName("x squared, its jvp and its vjp, as the documentation shows them")
    void traces() throws IOException {
        String text = Files.readAllLines(SOURCE).stream()
                .filter(line -> line.startsWith(" *"))
                .map(line -> line.replaceFirst("^ \\* ?", ""))
                .collect(Collectors.joining("\n"))
                .replace("&#64;", "@");
        String shown = text.substring(text.indexOf("<pre>\n") + 6, text.indexOf("\n</pre>"));
        Program square = Program.trace(g -> g.example("x").square());
        assertThat(shown.lines())
                .containsExactlyElementsOf((square + "\n" + square.jvp("x") + "\n" + square.vjp("x"))
                        .lines()
                        .toList());
    }
}
