package io.tacit.spark.driver;

import io.tacit.spark.config.OptimizerConfig;
import io.tacit.spark.config.PhaseConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why training ended. */
public record Ending(Kind kind, String message) {

    public enum Kind {
        COMPLETED("completed"),
        TARGET_REACHED("target reached"),
        STOPPED_EARLY("stopped early"),
        INTERRUPTED("interrupted"),
        DIVERGED("diverged");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** For people and for JSON. */
        public String text() {
            return text;
        }
    }

    /** Whether the run came to the end that it was meant to have. */
    public boolean isRegular() {
        return kind != Kind.INTERRUPTED && kind != Kind.DIVERGED;
    }

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

    /** Where numbers are finite but of no use. */
    static Ending lost(String what, PhaseConfig in) {
        return new Ending(Kind.DIVERGED, what + ": training has diverged" + advice(in));
    }

    private static String advice(PhaseConfig phase) {
        OptimizerConfig optimizer = phase.optimizer();
        String limit = optimizer.clips() ? "" : "; no training.optimizer.clipNorm limits the norm of gradients";
        return ". Likely causes: a learning rate that is too high (training.optimizer.lr, in this phase "
                + optimizer.rate() + limit
                + "), a flow that is too long (model.t1), or columns on very different scales (data.scaling)";
    }

    /**
     * Where a round, or the validation after it, gave no number.
     *
     * @param failures of solves, with what to do each; in them only numbers differ where one cause has many
     */
    static Ending diverged(int round, List<String> what, List<String> failures, PhaseConfig in) {
        List<String> reasons = Stream.concat(what.stream(), eachKind(failures)).toList();
        return new Ending(
                Kind.DIVERGED,
                "round " + round + " gave nothing usable: "
                        + (reasons.isEmpty() ? "no worker made a step" : String.join("; ", reasons))
                        + (failures.isEmpty() ? advice(in) : ""));
    }

    private static Stream<String> eachKind(List<String> failures) {
        Map<String, List<String>> kinds = failures.stream()
                .collect(Collectors.groupingBy(
                        failure -> NUMBER.matcher(failure).replaceAll("#"), LinkedHashMap::new, Collectors.toList()));
        return kinds.values().stream()
                .map(alike -> alike.get(0) + (alike.size() == 1 ? "" : " (and " + (alike.size() - 1) + " like it)"));
    }
}
