package io.tacit.spark.data;

import io.tacit.core.text.Counted;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The files of a table as they were when it was opened. Spark reads them later, and does not notice when they are others by then: rows of
 * another table under the names of this one.
 */
public record SeenFiles(Map<Path, Stamp> stamps) {
    private static final int SHOWN = 3;

    /** What changes when a file is written. */
    public record Stamp(long bytes, long written) {
        static Stamp of(FileStatus file) {
            return new Stamp(file.getLen(), file.getModificationTime());
        }

        private String inWords() {
            return Counted.of(bytes, "byte") + " of " + Instant.ofEpochMilli(written);
        }
    }

    static SeenFiles of(List<FileStatus> files) {
        Map<Path, Stamp> stamps = new LinkedHashMap<>();
        files.forEach(file -> stamps.put(file.getPath(), Stamp.of(file)));
        return new SeenFiles(stamps);
    }

    /** What has been written anew; that a file is gone is nothing to those who have read it. */
    public Optional<String> rewritten(Configuration hadoop) throws IOException {
        return sentence(changes(hadoop).rewritten);
    }

    /** What has been written anew or is gone. */
    public Optional<String> changed(Configuration hadoop) throws IOException {
        Changes changes = changes(hadoop);
        List<String> all = new ArrayList<>(changes.gone);
        all.addAll(changes.rewritten);
        return sentence(all);
    }

    private record Changes(List<String> gone, List<String> rewritten) {}

    private Changes changes(Configuration hadoop) throws IOException {
        Changes changes = new Changes(new ArrayList<>(), new ArrayList<>());
        for (Map.Entry<Path, Stamp> seen : stamps.entrySet()) {
            Path file = seen.getKey();
            String name = file.toUri().getPath();
            try {
                Stamp now = Stamp.of(file.getFileSystem(hadoop).getFileStatus(file));
                if (!now.equals(seen.getValue())) {
                    changes.rewritten.add(name + " was " + seen.getValue().inWords() + " and is " + now.inWords());
                }
            } catch (FileNotFoundException e) {
                changes.gone.add(name + " is gone");
            }
        }
        return changes;
    }

    private static Optional<String> sentence(List<String> changes) {
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of("the data changed while they were read: "
                        + String.join("; ", changes.subList(0, Math.min(SHOWN, changes.size())))
                        + (changes.size() > SHOWN ? "; and " + (changes.size() - SHOWN) + " more" : "")
                        + "; start again when they are complete and nobody writes them");
    }
}
