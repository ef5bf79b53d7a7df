package io.tacit.spark.cli;

import io.tacit.spark.config.Nearest;
import io.tacit.spark.config.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/**
 * Takes options that no command knows out of the arguments, with their values, so that the parser can go on and every
 * problem is found at once. Left in, the value of a mistyped option would be taken for a file.
 */
final class UnknownOptions {
    private UnknownOptions() {}

    /** The remaining arguments; adds a problem with the nearest valid option for each one taken out. */
    static List<String> remove(CommandLine root, List<String> arguments, List<Problem> problems) {
        CommandLine command = root;
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (root.getSubcommands().containsKey(argument) && command == root) {
                command = root.getSubcommands().get(argument);
            }
            String name = argument.replaceFirst("=.*", "");
            if (!isOption(name) || options(command).contains(name)) {
                rest.add(argument);
                continue;
            }
            problems.add(new Problem("", name, "no such option", Nearest.to(name, options(command))));
            boolean separateValue = !argument.contains("=") && i + 1 < arguments.size();
            if (separateValue && isValue(arguments.get(i + 1))) {
                i++;
            }
        }
        return rest;
    }

    private static boolean isOption(String argument) {
        return argument.startsWith("--") && argument.length() > 2;
    }

    private static boolean isValue(String argument) {
        return !argument.startsWith("-") && !argument.endsWith(".conf") && !Files.exists(Path.of(argument));
    }

    private static Set<String> options(CommandLine command) {
        return command.getCommandSpec().optionsMap().keySet();
    }
}
