package io.tacit.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What several launches of one program say. */
record Result(List<JsonNode> launches) {

    Result {
        launches = List.copyOf(launches);
    }

    /** Median over launches of the median step. */
    double millis() {
        return median("ms_per_step");
    }

    double leastMillis() {
        return launches.stream()
                .mapToDouble(n -> n.path("ms_min").asDouble())
                .min()
                .orElse(Double.NaN);
    }

    /** Median over launches of some field; NaN where a program has no such field. */
    double median(String field) {
        double[] sorted = launches.stream()
                .mapToDouble(n -> n.path(field).asDouble(Double.NaN))
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Forward and backward evaluations of an example. */
    double forward() {
        return has("evaluations") ? median("evaluations") : median("nfe_forward");
    }

    /** Autograd goes back through each evaluation once. */
    double backward() {
        return has("evaluations") ? median("evaluations") : median("nfe_backward");
    }

    private boolean has(String field) {
        return launches.get(0).has(field);
    }
}
