package io.tacit.spark.config;

import java.util.List;

/** Keys of the optimizer and its schedule. */
final class OptimizerKeys {

    private static final KeyTable TABLE = new KeyTable();

    static final Key<OptimizerConfig.Name> OPTIMIZER = TABLE.key(
            "training.optimizer.name",
            "--optimizer",
            Kind.choice(OptimizerConfig.Name.class),
            "adam",
            "",
            "Inner optimizer");
    static final Key<Double> LEARNING_RATE = TABLE.key(
            "training.optimizer.lr", "--lr", Kind.positive(), "1e-3", "rate", "Learning rate, the peak of a schedule");
    static final Key<Double> MOMENTUM = TABLE.key(
            "training.optimizer.momentum",
            "--momentum",
            Kind.real("a number from 0 and below 1", x -> x >= 0 && x < 1),
            "0",
            "factor",
            "Momentum of sgd");
    static final Key<Double> WEIGHT_DECAY = TABLE.key(
            "training.optimizer.weightDecay", "--weight-decay", Kind.notNegative(), "0", "rate", "Weight decay");
    static final Key<Double> CLIP_NORM = TABLE.key(
            "training.optimizer.clipNorm",
            "--clip-norm",
            Kind.positive(),
            KeyTable.NONE,
            "norm",
            "Longest gradient allowed. Without it, gradients are not clipped");
    static final Key<ScheduleConfig.Shape> SCHEDULE = TABLE.key(
            "training.optimizer.schedule.shape",
            "--schedule",
            Kind.choice(ScheduleConfig.Shape.class),
            "constant",
            "",
            "How the learning rate changes");
    static final Key<Long> WARM_UP = TABLE.key(
            "training.optimizer.schedule.warmUp",
            "--warm-up",
            Kind.whole64(0),
            "0",
            "steps",
            "Local steps over which the cosine schedule rises");
    static final Key<Long> SCHEDULE_STEPS = TABLE.key(
            "training.optimizer.schedule.steps",
            "--schedule-steps",
            Kind.whole64(2),
            KeyTable.NONE,
            "steps",
            "Local steps until cosine or one-cycle ends. Without it, those of the whole phase");
    static final Key<Double> SCHEDULE_FACTOR = TABLE.key(
            "training.optimizer.schedule.factor",
            "--schedule-factor",
            Kind.real("a number above 0 and below 1", x -> x > 0 && x < 1),
            "0.5",
            "factor",
            "What step and exponential multiply the rate by");
    static final Key<Long> SCHEDULE_EVERY = TABLE.key(
            "training.optimizer.schedule.every",
            "--schedule-every",
            Kind.whole64(1),
            "1000",
            "steps",
            "Local steps between two multiplications");

    private OptimizerKeys() {}

    static List<Key<?>> all() {
        return TABLE.all();
    }
}
