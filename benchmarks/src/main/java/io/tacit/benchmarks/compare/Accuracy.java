package io.tacit.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How far gradients of both sides are from one in float64 at a tight tolerance: nobody is to win by taking fewer steps. */
final class Accuracy {

    /** The gradient in float64 takes its time. */
    private static final int LARGEST_BATCH = 256;

    private Accuracy() {}

    /** @param script the peer's gradient of an exported problem */
    static String table(Programs programs, List<Row> rows, Path script) throws IOException, InterruptedException {
        List<List<String>> lines = new ArrayList<>();
        for (Row row : rows) {
            lines.add(line(programs, row, script));
        }
        return Report.table(
                List.of(
                        "dim, hidden, layers, batch",
                        "tacit: \\|Δg\\| / \\|g\\|",
                        "PyTorch: \\|Δg\\| / \\|g\\|",
                        "tacit: NFE",
                        "PyTorch: NFE",
                        "as good"),
                lines);
    }

    private static List<String> line(Programs programs, Row row, Path script) throws IOException, InterruptedException {
        Row smaller = new Row(row.dim(), row.hidden(), row.layers(), Math.min(LARGEST_BATCH, row.batch()));
        Path problem = Files.createTempFile("problem", ".safetensors");
        try {
            List<String> options = new ArrayList<>(smaller.options());
            options.addAll(List.of("--accuracy", "--export", problem.toString()));
            JsonNode ours = programs.ffjord(options);
            JsonNode peer = programs.python(List.of(script.toString(), problem.toString()));
            double difference = ours.path("relative_difference").asDouble();
            double theirs = peer.path("relative_difference").asDouble();
            return List.of(
                    smaller.toString(),
                    "%.1e".formatted(difference),
                    "%.1e".formatted(theirs),
                    evaluations(ours),
                    evaluations(peer),
                    difference <= theirs ? "✓" : "✗");
        } finally {
            Files.delete(problem);
        }
    }

    private static String evaluations(JsonNode line) {
        return Report.number(line.path("nfe_forward").asDouble()) + " + "
                + Report.number(line.path("nfe_backward").asDouble());
    }
}
