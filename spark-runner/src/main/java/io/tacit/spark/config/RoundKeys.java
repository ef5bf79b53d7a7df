package io.tacit.spark.config;

import java.util.List;

/** Keys of transport, evaluation, stopping and checkpoints. */
final class RoundKeys {

    private static final KeyTable TABLE = new KeyTable();

    static final Key<TransportConfig.Kind> TRANSPORT = TABLE.key(
            "training.transport.kind",
            "--transport",
            Kind.choice(TransportConfig.Kind.class),
            "rdd",
            "",
            "What carries a round: a Spark job each (rdd), or messages to workers that stay in one long job (akka), which"
                    + " is faster where models are small and holds all task slots meanwhile. The result is the same to the bit");
    static final Key<TransportConfig.Collective> COLLECTIVE = TABLE.key(
            "training.transport.collective",
            "--collective",
            Kind.choice(TransportConfig.Collective.class),
            "auto",
            "",
            "Where results are added up: on the driver (flat), in groups first (tree), each executor a slice (sharded)."
                    + " The result is the same to the bit");
    static final Key<Integer> TREE_DEPTH = TABLE.key(
            "training.transport.treeDepth",
            "--tree-depth",
            Kind.whole(2, 31),
            "2",
            "levels",
            "Times that a tree adds results on their way, the driver included");
    static final Key<Double> HEARTBEAT = TABLE.key(
            "training.transport.heartbeat",
            "--heartbeat",
            Kind.positive(),
            "1",
            "s",
            "Time between two signs of life of resident workers");
    static final Key<Double> LOST_AFTER = TABLE.key(
            "training.transport.lostAfter",
            "--lost-after",
            Kind.positive(),
            "10",
            "s",
            "Silence after which resident workers are taken for lost and start elsewhere");
    static final Key<Integer> QUORUM = TABLE.key(
            "training.quorum.workers",
            "--quorum",
            Kind.whole(1),
            KeyTable.NONE,
            "workers",
            "Results with which a round is content when its deadline has come, the others being left out of the average; two"
                    + " runs then differ. Without it, every worker is waited for");
    static final Key<Double> DEADLINE = TABLE.key(
            "training.quorum.deadline",
            "--deadline",
            Kind.positive(),
            KeyTable.NONE,
            "s",
            "That deadline. Without it, it follows from the last rounds: median + deadlineMads * MAD of the workers' times,"
                    + " and at least 5 s");
    static final Key<Double> DEADLINE_MADS = TABLE.key(
            "training.quorum.deadlineMads",
            "--deadline-mads",
            Kind.notNegative(),
            "6",
            "MADs",
            "How many median absolute deviations above the median the deadline is");
    static final Key<Integer> EVALUATE_EVERY = TABLE.key(
            "training.evaluateEvery",
            "--evaluate-every",
            Kind.whole(1),
            "5",
            "rounds",
            "Rounds between two looks at the validation records");
    static final Key<Long> VALIDATION_RECORDS = TABLE.key(
            "training.validationRecords",
            "--validation-records",
            Kind.whole64(100),
            "10000",
            "records",
            "About how many of the validation records a look is at, where there are more: the same ones in every look, chosen by"
                    + " their ids");
    static final Key<Long> TEST_RECORDS = TABLE.key(
            "training.testRecords",
            "--test-records",
            Kind.whole64(100),
            "50000",
            "records",
            "About how many of the records held out the figures at the end are of, where there are more; chosen by their ids, and"
                    + " the interval says what that costs");
    static final Key<Integer> PATIENCE = TABLE.key(
            "training.patience",
            "--patience",
            Kind.whole(1),
            KeyTable.NONE,
            "evaluations",
            "Stop after so many evaluations without a better one. Without it, never");
    static final Key<WatchConfig.Keep> KEPT = TABLE.key(
            "training.keep",
            "--keep",
            Kind.choice(WatchConfig.Keep.class),
            "best",
            "",
            "Which model is saved at the end: that of the round with the lowest validation NLL, or the last one. Without"
                    + " validation records it is the last one");
    static final Key<Double> TARGET = TABLE.key(
            "training.target",
            "--target",
            Kind.real("a finite number", Double::isFinite),
            KeyTable.NONE,
            "nats",
            "Stop when the validation NLL, of the standardised columns, is this low. Without it, never");
    static final Key<Double> ROUND_TIMEOUT = TABLE.key(
            "training.roundTimeout",
            "--round-timeout",
            Kind.positive(),
            KeyTable.NONE,
            "s",
            "Longest wait for a round, an evaluation, reading the data or a baseline, after which training ends with an"
                    + " error. Without it, 20 times the median of the last ones of its kind, at least 5 minutes and 3 times"
                    + " what reading the data took; an hour for the first of a kind");
    static final Key<Integer> CHECKPOINT_EVERY = TABLE.key(
            "training.checkpointEvery",
            "--checkpoint-every",
            Kind.whole(1),
            "10",
            "rounds",
            "Rounds between checkpoints");
    static final Key<Integer> KEEP = TABLE.key(
            "training.keepCheckpoints", "--keep-checkpoints", Kind.whole(1), "3", "checkpoints", "Newest ones kept");

    private RoundKeys() {}

    static List<Key<?>> all() {
        return TABLE.all();
    }
}
