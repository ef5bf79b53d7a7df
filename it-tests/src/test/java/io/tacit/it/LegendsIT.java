package io.tacit.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is referred to by a code or a number is explained, and nothing else is. */
class LegendsIT {

    private static final Pattern NAME = Pattern.compile("@DisplayName\\((.*?)\"\\)", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("\\b[TCU][0-9]{2}[a-z]?\\b");
    private static final Pattern EXPLAINED = Pattern.compile("(?m)^\\| ([TCU][0-9]{2}[a-z]?) \\|");

    @Test
    @DisplayName("docs/cases.md says what each code in the name of a test is, and no others")
    void cases() throws IOException {
        Path root = SparkHome.repository();
        Set<String> used = new TreeSet<>();
        for (String module : new String[] {"core", "spark-runner", "examples", "it-tests", "benchmarks"}) {
            try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/test/java"))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    Matcher names = NAME.matcher(Files.readString(file));
                    while (names.find()) {
                        used.addAll(found(CODE, 0, names.group(1)));
                    }
                }
            }
        }
        assertThat(used).hasSizeGreaterThan(50);
        assertThat(found(EXPLAINED, 1, Files.readString(root.resolve("docs/cases.md"))))
                .isEqualTo(used);
    }

    private static Set<String> found(Pattern pattern, int group, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> found.add(match.group(group)));
        return found;
    }

    @Test
    @DisplayName("the index of decisions has each of them, with the title it has")
    void decisions() throws IOException {
        Path folder = SparkHome.repository().resolve("docs/adr");
        String index = Files.readString(folder.resolve("README.md"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.getFileName().toString().matches("[0-9]{4}-.*\\.md"))
                    .toList()) {
                String[] title = Files.readAllLines(file).get(0).substring(2).split("\\. ", 2);
                assertThat(index).contains("| [" + title[0] + "](" + file.getFileName() + ") | " + title[1] + " |");
            }
        }
    }
}
