package io.tacit.spark.cli;

import io.tacit.spark.driver.Summary;

/** What a command tells the shell that started it. */
enum ExitCode {
    OK(0, "it worked"),
    FAILURE(1, "it failed; the message says why"),
    USAGE(2, "wrong options or configuration; nothing was written"),
    DIVERGED(
            3,
            "training diverged (a loss far above a Gaussian's in three rounds in a row, or a thousand times as far) or could not"
                    + " be solved; the message says what to change"),
    INTERRUPTED(130, "ended by Ctrl-C; a training after a checkpoint, go on with --resume"),
    TERMINATED(143, "ended by SIGTERM; a training after a checkpoint, go on with --resume");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    static ExitCode of(Summary.Ending ending, Signals signals) {
        return switch (ending) {
            case FINISHED -> OK;
            case DIVERGED -> DIVERGED;
            case INTERRUPTED -> signals.exitCode();
        };
    }
}
