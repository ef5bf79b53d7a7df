package io.tacit.spark.cli;

import io.tacit.spark.config.Problem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** How commands explain themselves. */
final class Usage {
    private static final int WIDTH = 120;
    private static final Pattern JAVA_NUMBER = Pattern.compile("is not an? (?:long|int)$");
    /** Said of everything together, and of a parameter once more. */
    private static final String MISSING = "Missing required ";

    private Usage() {}

    static void describeExitCodes(UsageMessageSpec usage) {
        Map<String, String> codes = new LinkedHashMap<>();
        Arrays.stream(ExitCode.values()).forEach(code -> codes.put(String.valueOf(code.code()), code.meaning()));
        usage.exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
    }

    static void format(CommandLine root) {
        root.setUsageHelpWidth(WIDTH);
        Stream.concat(Stream.of(root), root.getSubcommands().values().stream()).forEach(line -> line.getCommandSpec()
                .usageMessage()
                .sortOptions(false)
                .optionListHeading("%nOptions:%n")
                .parameterListHeading("%n")
                .commandListHeading("%nCommands:%n")
                .abbreviateSynopsis(true));
    }

    /** What the parser did not like. */
    static List<Problem> problems(ParseResult parsed) {
        List<String> said = parsed.errors().stream()
                .map(e -> JAVA_NUMBER.matcher(String.valueOf(e.getMessage())).replaceFirst("is not a whole number"))
                .distinct()
                .toList();
        boolean whole = said.stream().anyMatch(message -> message.startsWith(MISSING + "options and"));
        Stream<Problem> errors = said.stream()
                .filter(message -> !whole || !message.startsWith(MISSING + "parameter: "))
                .map(message -> Problem.of("", "", message));
        Stream<Problem> unmatched = parsed.unmatched().stream()
                .map(argument -> Problem.of("", "", "what is '" + argument + "' for? No option takes it"));
        return Stream.concat(errors, unmatched).toList();
    }
}
