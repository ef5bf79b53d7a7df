package io.tacit.spark.cli;

import io.tacit.spark.driver.Summary;
import io.tacit.spark.driver.Watcher;
import io.tacit.spark.metrics.Progress;
import io.tacit.spark.metrics.StandardStream;
import java.time.InstantSource;
import java.util.function.Function;

/** An operation under the eyes of a person: progress on standard error, Ctrl-C as the wish to stop, the result printed. */
record Watched(Invocation invocation, CommonOptions common, Signals signals) {

    ExitCode run(Function<Watcher, Summary> operation) {
        // To the end of the process: what Spark has left behind complains later still.
        signals.listen(invocation.isVerbose() ? () -> {} : Silence::ofLogs);
        try (Progress progress = Progress.on(StandardStream.ERR, InstantSource.system())) {
            Summary summary = operation.apply(new Watcher(signals, progress));
            common.print(invocation.command(), summary, invocation.out());
            return ExitCode.of(summary.ending(), signals);
        }
    }
}
