package io.tacit.spark.config;

import io.tacit.core.engine.Engines;
import java.util.List;

/** Keys of what a training is compared with and shows, of the engine, and of where results go. */
final class OutputKeys {

    private static final KeyTable TABLE = new KeyTable();

    static final Key<Integer> MIXTURE = TABLE.key(
            "training.mixture",
            "--mixture",
            Kind.whole(0),
            "8",
            "components",
            "Size of the Gaussian mixture that the result is compared with at the end; 0 leaves it out");
    static final Key<Integer> MIXTURE_PASSES = TABLE.key(
            "training.mixturePasses",
            "--mixture-passes",
            Kind.whole(1, 10_000),
            KeyTable.NONE,
            "passes",
            "Passes over all training records in which it is fitted, at most. Without it, from 10 to 100, which take about a quarter of"
                    + " the work of the training, over a sample where records are many");

    static final Key<List<String>> PAIRS = TABLE.key(
            "report.pairs",
            "--pairs",
            Kind.texts(),
            KeyTable.NONE,
            "x:y",
            "Pairs of columns that the report shows in any case. Without it, those with most mutual information");

    static final Key<Engines.Choice> DEVICE = TABLE.key(
            "engine.device", "--device", Kind.choice(Engines.Choice.class), "auto", "", "Where programs are executed");
    static final Key<Integer> THREADS = TABLE.key(
            "engine.threads",
            "--threads",
            Kind.whole(1, 4096),
            KeyTable.NONE,
            "threads",
            "Threads of the cpu engine in each task. Without it, spark.task.cpus, or all cores in a local run");

    static final Key<String> OUTPUT = TABLE.key(
            "output",
            "--output",
            Kind.text(),
            KeyTable.NONE,
            "directory or URI",
            "Where model, checkpoints, metrics and report go. Required");

    private OutputKeys() {}

    static List<Key<?>> all() {
        return TABLE.all();
    }
}
