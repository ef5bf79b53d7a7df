package io.tacit.spark.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reads a file of JSON lines that a crash may have cut short. */
final class MetricsFile {

    private MetricsFile() {}

    /** All whole lines; empty without a file. A broken last line is left out, a broken line before it is an error. */
    static List<RoundRecord> read(FileSystem fileSystem, Path file) throws IOException {
        String text;
        try (InputStream in = fileSystem.open(file)) {
            text = new String(in.readAllBytes(), UTF_8);
        } catch (FileNotFoundException e) {
            return List.of();
        }
        return parse(text.lines().toList(), file);
    }

    private static List<RoundRecord> parse(List<String> lines, Path file) throws IOException {
        List<RoundRecord> records = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            try {
                records.add(RoundJson.parse(lines.get(i)));
            } catch (JsonProcessingException | IllegalArgumentException e) {
                if (i < lines.size() - 1) {
                    throw new IOException(
                            file + ", line " + (i + 1) + ": expected the JSON of a round, got " + lines.get(i), e);
                }
            }
        }
        return records;
    }
}
