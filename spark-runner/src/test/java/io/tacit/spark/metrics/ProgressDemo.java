package io.tacit.spark.metrics;

import io.tacit.spark.metrics.Progress.Phase;
import java.time.InstantSource;
import java.util.OptionalLong;

/** Shows progress on standard error for about two seconds; the process that {@link ProgressIT} looks at. */
final class ProgressDemo {

    private ProgressDemo() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (Progress progress = Progress.on(StandardStream.ERR, InstantSource.system())) {
            try (Phase phase = progress.phase("reading data", "row", OptionalLong.of(5_000))) {
                for (int i = 1; i <= 5; i++) {
                    Thread.sleep(100);
                    phase.at(1_000 * i);
                }
            }
            for (int round = 1; round <= 10; round++) {
                Thread.sleep(100);
                progress.round(Rounds.round(round, 10));
                if (round == 5) {
                    progress.note("checkpoint of round 5 written");
                }
            }
        }
        System.out.println("result");
    }
}
