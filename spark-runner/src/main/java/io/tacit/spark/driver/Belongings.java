package io.tacit.spark.driver;

import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Which files of an output directory this program wrote, told by how they begin. Others, whatever their names, are never
 * replaced.
 */
record Belongings(FileSystem files, Path root) {
    private static final int HEAD = 4096;
    private static final String QUARANTINE = "quarantine";
    private static final String MODEL = "model";

    /** A text that stands near the beginning of each file. */
    private static final Map<String, String> MARKS = Map.of(
            "report.html",
            " · Tacit</title>",
            "metrics.jsonl",
            "{\"round\":",
            "result.json",
            "\"thetaSha256\":\"",
            MODEL + "/manifest.json",
            "\"tacit-model\"");

    /** @throws ConfigProblems naming everything that would be overwritten and is somebody else's */
    void demandOurs() throws IOException {
        List<String> foreign = new ArrayList<>();
        if (files.exists(root) && files.getFileStatus(root).isFile()) {
            throw refused(root + " is a file; expected the name of a directory");
        }
        for (Map.Entry<String, String> mark : MARKS.entrySet()) {
            Path file = new Path(root, mark.getKey());
            if (files.exists(file) && !begins(file, mark.getValue())) {
                foreign.add(mark.getKey());
            }
        }
        Path model = new Path(root, MODEL);
        if (files.exists(model) && !files.exists(new Path(model, "manifest.json"))) {
            foreign.add(MODEL);
        }
        Path quarantine = new Path(root, QUARANTINE);
        if (files.exists(quarantine)) {
            TableOutput.foreign(files, quarantine)
                    .map(name -> QUARANTINE + "/" + name)
                    .ifPresent(foreign::add);
        }
        if (!foreign.isEmpty()) {
            throw refused(root + " holds "
                    + String.join(", ", foreign.stream().sorted().toList())
                    + ", not written by this program, which would overwrite it; choose another directory");
        }
    }

    /** An empty file is nobody's loss. */
    private boolean begins(Path file, String mark) throws IOException {
        if (!files.getFileStatus(file).isFile()) {
            return false;
        }
        try (InputStream in = files.open(file)) {
            String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
            return head.isEmpty() || head.contains(mark);
        }
    }

    private static ConfigProblems refused(String what) {
        return new ConfigProblems(List.of(new Problem("", "output", what, Optional.empty())));
    }
}
