package io.tacit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How documentation begins. */
class JavadocTest {

    private static final Pattern FRAGMENT = Pattern.compile("/\\*\\*\\s*(?:\\*\\s*)?(Of|With|Where|By|As)\\s[^\\n]*");

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("first sentences say what a thing is: none begins with Of, With, Where, By or As")
    void firstSentences() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> sources =
                    files.filter(f -> f.toString().endsWith(".java")).toList();
            assertThat(sources).hasSizeGreaterThan(200);
            assertThat(sources.stream()
                            .flatMap(f ->
                                    FRAGMENT.matcher(text(f)).results().map(m -> f.getFileName() + ": " + m.group())))
                    .isEmpty();
        }
    }
}
