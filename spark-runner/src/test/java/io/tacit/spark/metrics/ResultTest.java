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
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultTest {

    private static final String SHA = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";

    private static final RunResult RESULT = new RunResult(
            "completed",
            SHA,
            7,
            Optional.of(nll(3.5, 0.02)),
            List.of(new Baseline("Gaussian", nll(9.6, 0.02)), new Baseline("mixture \"32\"", nll(3.4, 0.02))),
            List.of(),
            new Totals(60, 4_800_000, 114.2),
            ErrorBudget.UNKNOWN,
            Optional.of("out/model"),
            Optional.of("out/report.html"));

    @Test
    @DisplayName("U01 --json is one line with all keys, and the names of baselines quoted")
    void json() throws IOException {
        String line = ResultJson.fields(RESULT).toString();
        assertThat(line).doesNotContain("\n");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.get("thetaSha256").asText()).isEqualTo(SHA);
        assertThat(json.get("heldOutNll").asDouble()).isEqualTo(3.5);
        assertThat(json.get("ci95").get(0).asDouble()).isCloseTo(3.5 - 1.96 * 0.02, within(1e-5));
        assertThat(json.get("ci95").get(1).asDouble()).isCloseTo(3.5 + 1.96 * 0.02, within(1e-5));
        assertThat(json.get("heldOutNllDataUnits").asDouble()).isEqualTo(31);
        assertThat(json.get("ci95DataUnits").get(0).asDouble()).isCloseTo(31 - 1.96 * 0.02, within(1e-5));
        assertThat(json.get("bitsPerDimDataUnits").asDouble()).isCloseTo(31 / (7 * Math.log(2)), within(1e-12));
        assertThat(json.get("baselinesDataUnits").get("Gaussian").asDouble()).isCloseTo(37.1, within(1e-12));
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
                List.of("held-out records: no test records; ask for some with --test 0.1"),
                new Totals(1, 10, 1),
                ErrorBudget.UNKNOWN,
                Optional.empty(),
                Optional.empty());
        JsonNode json = new ObjectMapper().readTree(ResultJson.fields(bare).toString());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactlyElementsOf(() -> keys(ResultJson.fields(RESULT).toString()));
        assertThat(json.get("heldOutNll").isNull()).isTrue();
        assertThat(ResultTable.of(bare)).contains("not evaluated", "ask for some with --test");
        assertThat(json.get("notEvaluated").get(0).asText()).contains("no test records");
    }

    @Test
    @DisplayName("U01 the table names result, baselines, SHA-256 of θ, model and report, in aligned columns")
    void table() {
        assertThat(ResultTable.of(RESULT).lines())
                .containsExactly(
                        "outcome         completed",
                        "held-out NLL    3.500 ± 0.039 nats, 0.721 bits/dim, standardised columns",
                        "                31.000 ± 0.039 nats, 6.389 bits/dim, in the units of the data",
                        "  records       18,000 (± is the 95 % interval)",
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
    @DisplayName("of a sample of the records, it says of how many")
    void sample() throws IOException {
        RunResult some = new RunResult(
                RESULT.outcome(),
                SHA,
                7,
                Optional.of(nll(3.5, 0.02).among(300_000)),
                List.of(),
                List.of(),
                RESULT.totals(),
                ErrorBudget.UNKNOWN,
                Optional.empty(),
                Optional.empty());
        assertThat(ResultTable.of(some)).contains("18,000, chosen by their ids among 300,000 (± is the 95 % interval)");
        JsonNode json = new ObjectMapper().readTree(ResultJson.fields(some).toString());
        assertThat(json.get("heldOutAmong").asLong()).isEqualTo(300_000);
    }

    @Test
    @DisplayName("an evaluation's time is called its own, and an exact trace adds no line")
    void evaluated() {
        RunResult evaluated = new RunResult(
                RunResult.EVALUATED,
                SHA,
                7,
                RESULT.heldOut(),
                List.of(),
                List.of(),
                new Totals(5, 53_200, 46),
                new ErrorBudget(OptionalDouble.of(0), OptionalDouble.of(-2e-5), OptionalDouble.empty()),
                Optional.of("out/model"),
                Optional.empty());
        assertThat(ResultTable.of(evaluated))
                .contains("evaluated in         46 s")
                .doesNotContain("\ntime", "probes", "random traces");
    }

    @Test
    @DisplayName("an estimate from sums equals the textbook mean and standard error")
    void ofSums() {
        Estimate estimate = Estimate.ofSums(1 + 2 + 6, 1 + 4 + 36, 3);
        assertThat(estimate.mean()).isEqualTo(3);
        assertThat(estimate.standardError()).isCloseTo(Math.sqrt((4 + 1 + 9) / 2.0 / 3), within(1e-15));
    }

    /** Half widths are the quantiles of Student's t of a table, times the standard error. */
    @ParameterizedTest
    @CsvSource({"2, 12.706205", "3, 4.302653", "6, 2.570582", "31, 2.042272", "1000, 1.962341", "1000000, 1.959964"})
    @DisplayName("the interval is that of Student's t with one degree of freedom less than records")
    void studentsT(long count, double quantile) {
        Estimate estimate = new Estimate(3, 0.5, count);
        assertThat(estimate.halfWidth95()).isCloseTo(0.5 * quantile, within(1e-5));
        assertThat(estimate.high95() - estimate.low95()).isCloseTo(quantile, within(2e-5));
    }

    @Test
    @DisplayName("one record has no interval, and the table says so")
    void oneRecord() throws IOException {
        Estimate one = Estimate.ofSums(2, 4, 1);
        assertThat(one.hasInterval()).isFalse();
        assertThat(Figures.nats(one)).isEqualTo("2.000");
        RunResult result = new RunResult(
                "completed",
                SHA,
                1,
                Optional.of(Nll.shifted(one, 0)),
                List.of(),
                List.of(),
                new Totals(1, 10, 1),
                ErrorBudget.UNKNOWN,
                Optional.empty(),
                Optional.empty());
        assertThat(new ObjectMapper()
                        .readTree(ResultJson.fields(result).toString())
                        .get("ci95")
                        .isNull())
                .isTrue();
        assertThat(ResultTable.of(result)).contains("2.000 nats, 2.885 bits/dim", "1 (one record has no interval)");
    }

    /** Of columns whose deviations multiply to e^-27.5 per record. */
    private static Nll nll(double mean, double standardError) {
        return Nll.shifted(new Estimate(mean, standardError, 18_000), -27.5);
    }

    private static java.util.Iterator<String> keys(String line) {
        try {
            return new ObjectMapper().readTree(line).fieldNames();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
