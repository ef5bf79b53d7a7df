package io.tacit.spark.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys of a file that no {@link Key} knows: most often a typing mistake, or a key in the wrong section. */
final class UnknownKeys {
    /** A key that nobody knows, or a value where a section belongs. */
    record Unknown(String path, ConfigOrigin origin, String what, Optional<String> nearest) {}

    private UnknownKeys() {}

    /** In the order of the file; nothing below the section {@code free} is looked at. */
    static List<Unknown> of(ConfigObject root, String free) {
        List<Unknown> found = new ArrayList<>();
        collect("", root, free, found);
        found.sort(Comparator.comparingInt(unknown -> unknown.origin().lineNumber()));
        return found;
    }

    private static void collect(String above, ConfigObject section, String free, List<Unknown> found) {
        section.forEach((name, value) -> {
            String path = above.isEmpty() ? name : above + "." + name;
            if (value instanceof ConfigObject below && isSection(path)) {
                collect(path, below, free, found);
            } else if (isSection(path) || (path.equals(free) && !(value instanceof ConfigObject))) {
                found.add(new Unknown(path, value.origin(), "expected a section { ... }", Optional.empty()));
            } else if (!paths().contains(path) && !path.equals(free)) {
                found.add(new Unknown(path, value.origin(), "no such key", nearest(path)));
            }
        });
    }

    private static boolean isSection(String path) {
        return paths().stream().anyMatch(known -> known.startsWith(path + "."));
    }

    private static List<String> paths() {
        return Keys.all().stream().map(Key::path).toList();
    }

    private static List<String> pathsAndSections() {
        return paths().stream()
                .flatMap(path -> path.contains(".")
                        ? Stream.of(path, path.substring(0, path.lastIndexOf('.')))
                        : Stream.of(path))
                .distinct()
                .toList();
    }

    /** The same name in another section, or else the path with the fewest edits, or else a name like it anywhere. */
    private static Optional<String> nearest(String path) {
        String name = lastName(path);
        return paths().stream()
                .filter(known -> lastName(known).equals(name))
                .findFirst()
                .or(() -> Nearest.to(path, pathsAndSections()))
                .or(() -> Nearest.to(
                                name,
                                paths().stream().map(UnknownKeys::lastName).toList())
                        .flatMap(UnknownKeys::withLastName));
    }

    private static Optional<String> withLastName(String name) {
        return paths().stream().filter(known -> lastName(known).equals(name)).findFirst();
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
