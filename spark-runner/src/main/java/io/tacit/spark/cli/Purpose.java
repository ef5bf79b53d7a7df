package io.tacit.spark.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What options of {@code train} are for, by the path of their keys; the first that fits counts. */
enum Purpose {
    DATA("Data", "data."),
    SOLVER("Solver", "model.solver."),
    MODEL("Model", "model."),
    PHASES("Phases: what is minimised", "training.phases", "training.matching."),
    OPTIMIZER("Optimizer and learning rate", "training.optimizer."),
    AVERAGING("Averaging of workers", "training.averaging.", "training.quorum."),
    TRANSPORT("How rounds travel", "training.transport.", "training.roundTimeout"),
    LENGTH(
            "Length, and which model is kept",
            "training.rounds",
            "training.epochs",
            "training.seconds",
            "training.evaluateEvery",
            "training.validationRecords",
            "training.patience",
            "training.target",
            "training.keep"),
    OUTPUT(
            "Output, checkpoints and comparison",
            "output",
            "training.checkpoint",
            "training.testRecords",
            "training.mixture"),
    ENGINE("Engine", "engine."),
    ROUNDS("Workers and rounds", "training."),
    COMMON("Other options", "");

    private final String heading;
    private final List<String> paths;

    Purpose(String heading, String... paths) {
        this.heading = heading;
        this.paths = List.of(paths);
    }

    /** "Data:" and its options, and so on, in place of one long list; {@code paths} goes from the name of an option to its key. */
    static void structure(UsageMessageSpec usage, Map<String, String> paths) {
        usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
        usage.sectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> sections(help, paths));
    }

    private static String sections(Help help, Map<String, String> paths) {
        // In the order of the constants.
        Map<Purpose, List<OptionSpec>> groups = new EnumMap<>(Purpose.class);
        for (OptionSpec option : help.commandSpec().options()) {
            Purpose purpose = of(paths.getOrDefault(option.longestName(), ""));
            groups.computeIfAbsent(purpose, first -> new ArrayList<>()).add(option);
        }
        StringBuilder text = new StringBuilder();
        groups.forEach((purpose, options) ->
                text.append(String.format("%n%s:%n", purpose.heading)).append(help.optionListExcludingGroups(options)));
        return text.toString();
    }

    private static Purpose of(String path) {
        for (Purpose purpose : values()) {
            if (purpose.paths.stream().anyMatch(start -> start.isEmpty() || path.startsWith(start))) {
                return purpose;
            }
        }
        return COMMON;
    }
}
