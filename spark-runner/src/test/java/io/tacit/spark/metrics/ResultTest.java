package io.tacit.spark.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.metrics.RunResult.ErrorBudget;
import io.tacit.spark.metrics.RunResult.Totals;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ResultTest {

    private static final String SHA = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";

    private static final RunResult RESULT = new RunResult(
            "completed",
            SHA,
            7,
            Optional.of(new Estimate(3.5, 0.02, 18_000)),
            List.of(
                    new Baseline("Gaussian", new Estimate(9.6, 0.02, 18_000)),
                    new Baseline("mixture \"32\"", new Estimate(3.4, 0.02, 18_000))),
            new Totals(60, 4_800_000, 114.2),
            ErrorBudget.UNKNOWN,
            Optional.of("out/model"),
            Optional.of("out/report.html"));

    @Test
    @DisplayName("U01 --json is one line with all keys, and the names of baselines quoted")
    void json() throws IOException {
        String line = ResultJson.line(RESULT);
        assertThat(line).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.get("thetaSha256").asText()).isEqualTo(SHA);
        assertThat(json.get("heldOutNll").asDouble()).isEqualTo(3.5);
        assertThat(json.get("ci95").get(0).asDouble()).isCloseTo(3.5 - 1.96 * 0.02, within(1e-6));
        assertThat(json.get("ci95").get(1).asDouble()).isCloseTo(3.5 + 1.96 * 0.02, within(1e-6));
        assertThat(json.get("baselines").get("mixture \"32\"").asDouble()).isEqualTo(3.4);
        assertThat(json.get("rounds").asInt()).isEqualTo(60);
        assertThat(json.get("examples").asLong()).isEqualTo(4_800_000);
        assertThat(json.get("seconds").asDouble()).isEqualTo(114.2);
        assertThat(json.get("outcome").asText()).isEqualTo("completed");
        assertThat(json.get("errorBudget").get("integral").isNull()).isTrue();
    }

    @Test
    @DisplayName("--json has the same keys, as null, where nothing was evaluated")
    void jsonWithoutEvaluation() throws IOException {
        RunResult bare = new RunResult(
                "diverged",
                SHA,
                2,
                Optional.empty(),
                List.of(),
                new Totals(1, 10, 1),
                ErrorBudget.UNKNOWN,
                Optional.empty(),
                Optional.empty());
        JsonNode json = new ObjectMapper().readTree(ResultJson.line(bare));
        assertThat(json.fieldNames()).toIterable().containsExactlyElementsOf(() -> keys(ResultJson.line(RESULT)));
        assertThat(json.get("heldOutNll").isNull()).isTrue();
        assertThat(ResultTable.of(bare)).contains("not evaluated");
    }

    @Test
    @DisplayName("U01 the table names result, baselines, SHA-256 of θ, model and report, in aligned columns")
    void table() {
        assertThat(ResultTable.of(RESULT).lines())
                .containsExactly(
                        "outcome         completed",
                        "held-out NLL    3.500 ± 0.039 nats, 0.721 bits/dim (18,000 records, 95 % interval)",
                        "  Gaussian      9.600 ± 0.039 nats (the model is 6.100 better)",
                        "  mixture \"32\"  3.400 ± 0.039 nats (the model is 0.100 worse)",
                        "rounds          60",
                        "examples        4,800,000",
                        "time            1:54",
                        "SHA-256 of θ    " + SHA,
                        "model           out/model",
                        "report          out/report.html");
    }

    @Test
    @DisplayName("an estimate from sums equals the textbook mean and standard error")
    void ofSums() {
        Estimate estimate = Estimate.ofSums(1 + 2 + 6, 1 + 4 + 36, 3);
        assertThat(estimate.mean()).isEqualTo(3);
        assertThat(estimate.standardError()).isCloseTo(Math.sqrt((4 + 1 + 9) / 2.0 / 3), within(1e-15));
    }

    private static java.util.Iterator<String> keys(String line) {
        try {
            return new ObjectMapper().readTree(line).fieldNames();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
