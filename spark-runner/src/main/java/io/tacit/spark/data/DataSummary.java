package io.tacit.spark.data;

import io.tacit.core.data.Split;
import io.tacit.core.text.Counted;
import io.tacit.spark.config.EvaluatedRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was found in the data.
 *
 * @param read rows of the table
 * @param parts records used, by part of the split
 * @param evaluated how many of those for validation and test figures are of
 * @param repeated records among them that repeat another, as {@link RecordIdentity} counts them
 * @param identity what tells records apart
 * @param leftOut records that could not be used, by column and by what was wrong first
 * @param examples of these records
 * @param training statistics of the training records, one entry a feature
 * @param findings what a user who learns a density of them should know
 */
public record DataSummary(
        long read,
        Map<Split.Part, Long> parts,
        EvaluatedRecords evaluated,
        long repeated,
        RecordIdentity identity,
        Map<String, Map<CellFlaw, Long>> leftOut,
        List<String> examples,
        List<ColumnStatistics> training,
        List<Finding> findings) {

    public long count(Split.Part part) {
        return parts.getOrDefault(part, 0L);
    }

    /** About how many records of a part are looked at; of training, all. */
    public long evaluated(Split.Part part) {
        return Math.min(
                count(part),
                switch (part) {
                    case TRAIN -> Long.MAX_VALUE;
                    case VALIDATION -> evaluated.validation();
                    case TEST -> evaluated.test();
                });
    }

    /** The share of a part that these are. */
    double share(Split.Part part) {
        return evaluated(part) == count(part) ? 1 : (double) evaluated(part) / count(part);
    }

    public long used() {
        return parts.values().stream().mapToLong(n -> n).sum();
    }

    /** "180,489 records: 162,301 train, 18,188 test; 3 equal another and are divided like any others; 2 left out (delay: 2 null), for instance ...". */
    public String inWords() {
        String used = parts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> Counted.number(entry.getValue()) + " "
                        + entry.getKey().name().toLowerCase(Locale.ROOT) + some(entry.getKey()))
                .collect(Collectors.joining(", "));
        return Counted.of(read, "record") + ": " + used
                + (repeated > 0 ? "; " + identity.inWords(repeated) : "")
                + (read > used()
                        ? "; " + Counted.number(read - used()) + " left out (" + flaws(leftOut) + ")" + forInstance()
                        : "");
    }

    private String some(Split.Part part) {
        return evaluated(part) == count(part)
                ? ""
                : " (figures are of about " + Counted.number(evaluated(part)) + " of them)";
    }

    private String forInstance() {
        return examples.isEmpty() ? "" : ", for instance " + String.join("; ", examples);
    }

    /** A short table of the findings; nothing where there are none. */
    public List<String> findingLines() {
        int width = findings.stream()
                .mapToInt(finding -> finding.column().length())
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            String name = finding.column();
            lines.add("  " + name + " ".repeat(width - name.length() + 2) + finding.what());
        }
        if (!lines.isEmpty()) {
            lines.add(0, "columns to look at:");
        }
        return lines;
    }

    /** "delay: 2 null, 1 text; distance: 1 NaN". */
    static String flaws(Map<String, Map<CellFlaw, Long>> counts) {
        return counts.entrySet().stream()
                .map(column -> column.getKey() + ": "
                        + column.getValue().entrySet().stream()
                                .map(flaw -> Counted.number(flaw.getValue()) + " " + flaw.getKey())
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }
}
