package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.metrics.RunResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a report shows.
 *
 * @param title what was trained, for a person
 * @param written when the run ended
 * @param kept of which round the model is, in words; may be empty
 * @param rounds in order; what {@code metrics.jsonl} holds
 * @param columns each column of the data next to the same of samples
 * @param pointsNote how many points of data and samples there are in the pictures
 * @param pairs pairs of columns, in the order to be shown
 * @param pairsNote why these and which are left out; may be empty
 * @param calibration where held-out records were scored
 * @param configuration settings that were given
 * @param defaults all others, with the values they had
 * @param environment machine, Java, Spark, engine, kernel
 */
public record ReportData(
        String title,
        Instant written,
        RunResult result,
        String kept,
        List<RoundRecord> rounds,
        List<ColumnMarginal> columns,
        String pointsNote,
        List<PairMarginal> pairs,
        String pairsNote,
        Optional<Calibration> calibration,
        List<Fact> configuration,
        List<Fact> defaults,
        List<Fact> environment) {

    public ReportData {
        rounds = List.copyOf(rounds);
        columns = List.copyOf(columns);
        pairs = List.copyOf(pairs);
        configuration = List.copyOf(configuration);
        defaults = List.copyOf(defaults);
        environment = List.copyOf(environment);
    }

    /** A name and its value, for instance {@code cnf.hidden} and {@code 64, 64, 64}. */
    public record Fact(String name, String value) {}

    /** A column of the data; the unit may be empty. */
    public record Column(String name, String unit) {

        String label() {
            return unit.isEmpty() ? name : name + ", " + unit;
        }
    }
}
