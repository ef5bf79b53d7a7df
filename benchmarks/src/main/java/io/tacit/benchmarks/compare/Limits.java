package io.tacit.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Limits that have no peer: memory of long solves, small problems, start. */
final class Limits {

    private Limits() {}

    static String table(Programs programs, int rounds) throws IOException, InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        JsonNode memory = programs.ffjord(List.of(
                "--memory", "--fixed-steps", "8", "--checkpoints", "8", "--residual-mb", "4", "--batch", "128"));
        rows.add(most(
                "memory, t1 = 64 / t1 = 1, 512 / 8 steps, 8 checkpoints and 4 MB of activations",
                memory.path("checkpointed_ratio").asDouble(),
                1.1));
        rows.add(most(
                "memory, t1 = 64 / t1 = 1, 512 / 8 steps, Backsolve",
                memory.path("backsolve_ratio").asDouble(),
                1.1));
        rows.add(most("2-64-64-2 field, 16 examples, µs", median(programs, rounds, "--small", "us_per_evaluation"), 3));
        rows.add(most(
                "JVM start to first step, s", median(programs, rounds, "--startup", "ms_to_first_step") / 1000, 3));
        return Report.table(List.of("limit", "measured", "target"), rows);
    }

    private static double median(Programs programs, int rounds, String option, String field)
            throws IOException, InterruptedException {
        List<JsonNode> launches = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            launches.add(programs.ffjord(List.of(option)));
        }
        return new Result(launches).median(field);
    }

    private static List<String> most(String what, double value, double limit) {
        return List.of(what, Report.number(value), "≤ " + Report.number(limit) + (value <= limit ? " ✓" : " ✗"));
    }
}
