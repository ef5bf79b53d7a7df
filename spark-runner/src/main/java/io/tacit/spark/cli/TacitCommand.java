package io.tacit.spark.cli;

import picocli.CommandLine.Model.CommandSpec;

/** One subcommand. */
interface TacitCommand {
    /** Adds the options that are not written as annotations. */
    default void declare(CommandSpec spec) {}

    /** Does it. */
    ExitCode run(Invocation invocation);
}
