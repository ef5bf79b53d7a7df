package io.tacit.spark.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be said of data and configurations by looking at this machine's own files alone. */
public final class LocalFiles {
    private LocalFiles() {}

    /** That data are not there, with what may have been meant; nothing where they are, or only Spark can know. */
    public static Optional<String> missing(String data) {
        if (TableLocation.isPattern(data) || isRemote(data)) {
            return Optional.empty();
        }
        try {
            Path local = Path.of(data.replaceFirst("^file:/*(?=/)", ""));
            return Files.exists(Path.of(data)) || Files.exists(local)
                    ? Optional.empty()
                    : Optional.of("no such file or directory: " + data + didYouMean(local));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static boolean isRemote(String path) {
        int colon = path.indexOf(':');
        return colon > 1 && !path.startsWith("file:");
    }

    static String didYouMean(Path missing) {
        Path name = missing.getFileName();
        Path folder = Optional.ofNullable(missing.getParent()).orElse(Path.of(""));
        if (name == null || !Files.isDirectory(folder)) {
            return "";
        }
        try (Stream<Path> siblings = Files.list(folder)) {
            List<String> names = siblings.map(sibling -> String.valueOf(sibling.getFileName()))
                    .toList();
            return Nearest.to(name.toString(), names)
                    .map(near -> "; did you mean " + folder.resolve(near) + "?")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
