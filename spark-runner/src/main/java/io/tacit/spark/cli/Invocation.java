package io.tacit.spark.cli;

import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ParseResult;

/** One call of a command: what was parsed, what was wrong with it, and where results go. */
record Invocation(ParseResult parsed, List<Problem> problems, PrintWriter out) {

    /** Passes where nothing was wrong. */
    void demandNoProblems() {
        if (!problems.isEmpty()) {
            throw new ConfigProblems(problems);
        }
    }

    /** The same with more that was wrong. */
    Invocation with(List<Problem> more) {
        List<Problem> all = Stream.concat(problems.stream(), more.stream()).toList();
        return new Invocation(parsed, all, out);
    }

    /** Whether stack traces are wanted. */
    boolean isVerbose() {
        return parsed.hasMatchedOption(Failures.VERBOSE);
    }

    String command() {
        return parsed.commandSpec().name();
    }
}
