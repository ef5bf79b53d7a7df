package io.tacit.spark.cli;

import io.tacit.spark.checkpoint.ConfigMismatchException;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Nearest;
import io.tacit.spark.config.Problem;
import io.tacit.spark.data.DataException;
import io.tacit.spark.failure.Explanation;
import io.tacit.spark.failure.Explanation.Blame;
import io.tacit.spark.transport.StoppedException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ParseResult;

/** Turns exceptions into messages for people: no stack traces but with {@code --verbose}. */
final class Failures {
    static final String VERBOSE = "--verbose";
    private static final int LONGEST_CHAIN = 50;
    private static final String OURS = "io.tacit.";

    private final PrintWriter err;
    private final ParseResult parsed;

    Failures(PrintWriter err, ParseResult parsed) {
        this.err = err;
        this.parsed = parsed;
    }

    /** Runs a command; whatever it throws, declared or not, becomes a message and an exit code. */
    int guarded(Supplier<ExitCode> command) {
        try {
            return command.get().code();
        } catch (Throwable e) { // Scala throws checked exceptions undeclared, deep input overflows the stack
            return code(e).code();
        }
    }

    private ExitCode code(Throwable failure) {
        if (find(ConfigProblems.class, failure).isPresent()) {
            return refused(find(ConfigProblems.class, failure).orElseThrow().problems());
        }
        Optional<DataException> table = find(DataException.class, failure).filter(e -> e.blame() == Blame.REQUEST);
        if (table.isPresent()) {
            return refused(DataColumns.problems(table.get()));
        }
        Explanation explanation = Explanation.of(failure);
        boolean stopped = find(StoppedException.class, failure).isPresent();
        boolean refused = explanation.blame() == Blame.REQUEST
                || find(ConfigMismatchException.class, failure).isPresent();
        return told(
                failure,
                explanation.text(),
                stopped ? ExitCode.INTERRUPTED : refused ? ExitCode.USAGE : ExitCode.FAILURE);
    }

    /** Below what only passes it on; what this program wrapped in words of its own is no longer that exception. */
    private static <T extends Throwable> Optional<T> find(Class<T> kind, Throwable failure) {
        Throwable at = failure;
        for (int i = 0; at != null && i < LONGEST_CHAIN; i++) {
            if (kind.isInstance(at)) {
                return Optional.of(kind.cast(at));
            }
            at = at.getClass().getName().startsWith(OURS) ? null : at.getCause();
        }
        return Optional.empty();
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

    private ExitCode told(Throwable failure, String text, ExitCode code) {
        err.println("tacit: " + text);
        if (isVerbose()) {
            failure.printStackTrace(err);
        } else {
            err.println("(--verbose shows where)");
        }
        return code;
    }

    private boolean isVerbose() {
        return parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption(VERBOSE);
    }
}
