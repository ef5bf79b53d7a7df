package io.tacit.spark.config;

import java.util.List;

/** Keys of averaging, compression and the outer step. */
final class AveragingKeys {

    private static final KeyTable TABLE = new KeyTable();

    static final Key<AveragingConfig.Averaged> AVERAGED = TABLE.key(
            "training.averaging.of",
            "--average",
            Kind.choice(AveragingConfig.Averaged.class),
            "parameters",
            "",
            "What workers send to be averaged: parameters after their local steps, or the gradient of one batch each,"
                    + " which together make the step of one large batch");
    static final Key<AveragingConfig.OptimizerStates> OPTIMIZER_STATES = TABLE.key(
            "training.averaging.optimizerState",
            "--optimizer-state",
            Kind.choice(AveragingConfig.OptimizerStates.class),
            "average",
            "",
            "What happens to the inner optimizers' states when parameters are averaged");
    static final Key<AveragingConfig.Weighting> WEIGHTING = TABLE.key(
            "training.averaging.weighting",
            "--weighting",
            Kind.choice(AveragingConfig.Weighting.class),
            "examples",
            "",
            "Whether a worker's result counts by the examples it used, or as much as any other");
    static final Key<AveragingConfig.NonFinite> NON_FINITE = TABLE.key(
            "training.averaging.nonFinite",
            "--non-finite",
            Kind.choice(AveragingConfig.NonFinite.class),
            "reject",
            "",
            "What happens to a worker's result that holds a NaN or an infinity");
    static final Key<Double> TRIM = TABLE.key(
            "training.averaging.trim",
            "--trim",
            Kind.real("a number above 0 and below 0.5", x -> x > 0 && x < 0.5),
            KeyTable.NONE,
            "share of workers",
            "Workers whose values are left out at each end of each parameter (trimmed mean). Without it, none are");
    static final Key<AveragingConfig.CompressionName> COMPRESSION = TABLE.key(
            "training.averaging.compression.name",
            "--compression",
            Kind.choice(AveragingConfig.CompressionName.class),
            "none",
            "",
            "How workers compress what they send: 2 bytes a number (bf16), 1 byte (int8), or the largest numbers only (top-k,"
                    + " threshold), in which case they make up later for what they leave out");
    static final Key<Integer> COMPRESSION_BLOCK = TABLE.key(
            "training.averaging.compression.block",
            "--compression-block",
            Kind.whole(2),
            "256",
            "numbers",
            "Numbers that share a scale in int8");
    static final Key<Double> COMPRESSION_SHARE = TABLE.key(
            "training.averaging.compression.share",
            "--compression-share",
            Kind.real("a number above 0 and below 0.5", x -> x > 0 && x < 0.5),
            "0.01",
            "share of the numbers",
            "What top-k sends");
    static final Key<Double> COMPRESSION_LEAST = TABLE.key(
            "training.averaging.compression.least",
            "--compression-least",
            Kind.positive(),
            "1e-4",
            "magnitude",
            "What threshold sends: numbers from this magnitude on");
    static final Key<OuterConfig.Name> OUTER = TABLE.key(
            "training.averaging.outer.name",
            "--outer",
            Kind.choice(OuterConfig.Name.class),
            "none",
            "",
            "Outer optimizer, which moves the common parameters along the way to the workers' mean");
    static final Key<Double> OUTER_RATE =
            TABLE.key("training.averaging.outer.lr", "--outer-lr", Kind.positive(), "1", "rate", "Its learning rate");
    static final Key<Double> OUTER_MOMENTUM = TABLE.key(
            "training.averaging.outer.momentum",
            "--outer-momentum",
            Kind.real("a number from 0 and below 1", x -> x >= 0 && x < 1),
            "0.7",
            "factor",
            "Momentum of nesterov (DiLoCo) and slowmo");
    static final Key<Double> EMA = TABLE.key(
            "training.averaging.ema",
            "--ema",
            Kind.real("a number above 0 and below 1", x -> x > 0 && x < 1),
            KeyTable.NONE,
            "factor",
            "How much of the parameters' running mean survives a round; evaluations and the model then use that mean."
                    + " Without it, none is kept");

    private AveragingKeys() {}

    static List<Key<?>> all() {
        return TABLE.all();
    }
}
