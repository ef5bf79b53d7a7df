package io.tacit.spark.cli;

import io.tacit.spark.checkpoint.ConfigMismatchException;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Nearest;
import io.tacit.spark.config.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ParseResult;

/** Turns exceptions into messages for people: no stack traces but with {@code --verbose}. */
final class Failures {
    static final String VERBOSE = "--verbose";

    private final PrintWriter err;
    private final ParseResult parsed;

    Failures(PrintWriter err, ParseResult parsed) {
        this.err = err;
        this.parsed = parsed;
    }

    int guarded(Supplier<ExitCode> command) {
        try {
            return command.get().code();
        } catch (ConfigProblems e) {
            return refused(e.problems()).code();
        } catch (ConfigMismatchException e) {
            return told(e, ExitCode.USAGE).code();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            return told(e, ExitCode.FAILURE).code();
        }
    }

    /** No command, or one that there is not. */
    int noCommand(List<Problem> problems) {
        for (String name : parsed.unmatched()) {
            problems.add(new Problem(
                    "",
                    name,
                    "no such command",
                    Nearest.to(name, parsed.commandSpec().subcommands().keySet())));
        }
        if (problems.isEmpty()) {
            parsed.commandSpec().commandLine().usage(err);
            return ExitCode.USAGE.code();
        }
        return refused(problems).code();
    }

    private ExitCode refused(List<Problem> problems) {
        problems.forEach(problem -> err.println("tacit: " + problem.text()));
        err.println("See: tacit "
                + (parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() + " " : "") + "--help");
        return ExitCode.USAGE;
    }

    private ExitCode told(Throwable failure, ExitCode code) {
        err.println("tacit: " + message(failure));
        if (isVerbose()) {
            failure.printStackTrace(err);
        } else {
            err.println("(--verbose shows where)");
        }
        return code;
    }

    /** Our own exceptions speak for themselves; of others, the kind is worth knowing. */
    private static String message(Throwable failure) {
        boolean ours = failure.getClass().getName().startsWith("io.tacit.");
        String said = String.valueOf(failure.getMessage());
        String head = ours ? said : failure.getClass().getSimpleName() + ": " + said;
        return Optional.ofNullable(failure.getCause())
                .filter(cause -> !said.contains(String.valueOf(cause.getMessage())))
                .map(cause -> head + System.lineSeparator() + "  because of " + message(cause))
                .orElse(head);
    }

    private boolean isVerbose() {
        return parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption(VERBOSE);
    }
}
