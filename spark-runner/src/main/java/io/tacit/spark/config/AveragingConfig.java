package io.tacit.spark.config;

import io.tacit.spark.compress.Bfloat16;
import io.tacit.spark.compress.Compression;
import io.tacit.spark.compress.Int8;
import io.tacit.spark.compress.None;
import io.tacit.spark.compress.Threshold;
import io.tacit.spark.compress.TopK;
import java.io.Serializable;

/**
 * How workers' results meet.
 *
 * @param optimizerStates without effect where gradients are averaged
 * @param compression of the vectors that workers send, but for averaged optimizer states
 * @param trim share of the workers whose values are left out at each end of each element; 0 for none
 */
public record AveragingConfig(
        Averaged averaged,
        OptimizerStates optimizerStates,
        Weighting weighting,
        NonFinite nonFinite,
        double trim,
        Compression compression)
        implements Serializable {

    public AveragingConfig {
        if (trim != 0) {
            AveragingKeys.TRIM.require(trim);
        }
    }

    /** Of parameters, without trimming. */
    public AveragingConfig(OptimizerStates optimizerStates, Weighting weighting, NonFinite nonFinite) {
        this(Averaged.PARAMETERS, optimizerStates, weighting, nonFinite, 0, new None());
    }

    /** Whether inner optimizers' states are averaged, and so travel with every result. */
    public boolean averagesOptimizers() {
        return averaged == Averaged.PARAMETERS && optimizerStates == OptimizerStates.AVERAGE;
    }

    /** Whether each worker keeps a state of its own. */
    public boolean remembersOptimizers() {
        return averaged == Averaged.PARAMETERS && optimizerStates == OptimizerStates.LOCAL;
    }

    /** Whether workers make up later for what compression leaves out. What leaves out most numbers is of no use without. */
    public boolean remembersResiduals() {
        return compression instanceof TopK || compression instanceof Threshold;
    }

    /** Whether workers keep anything from one round to the next. */
    public boolean remembers() {
        return remembersOptimizers() || remembersResiduals();
    }

    /** Whether workers send how far θ moved: small numbers lose less by compression than θ itself. */
    public boolean sendsChanges() {
        return averaged == Averaged.PARAMETERS && !(compression instanceof None);
    }

    /** What the workers send. */
    public enum Averaged {
        /** Where their local steps led them. */
        PARAMETERS,
        /** The gradient of one batch each; the driver makes the step: the step of one large batch. */
        GRADIENTS
    }

    /** What happens to the inner optimizers' states. */
    public enum OptimizerStates {
        /** They are averaged like parameters. */
        AVERAGE,
        /** Each round begins with a fresh one; a schedule of the learning rate goes on all the same. */
        RESET,
        /** Each worker keeps its own, which then travels with every round. */
        LOCAL
    }

    /** What a worker's result counts in the average. */
    public enum Weighting {
        /** As much as the examples it used. */
        EXAMPLES,
        /** As much as any other. */
        EQUAL
    }

    /** What happens to a result that holds a NaN or an infinity: left out and counted, or the end of training. */
    public enum NonFinite {
        REJECT,
        FAIL
    }

    static AveragingConfig read(Settings settings) {
        Averaged averaged = settings.get(AveragingKeys.AVERAGED);
        settings.refuseUnless(
                averaged == Averaged.PARAMETERS,
                "has no effect with training.averaging.of = gradients: every step is a round, and the one optimizer is the driver's",
                AveragingKeys.OPTIMIZER_STATES,
                TrainingKeys.LOCAL_STEPS,
                TrainingKeys.ROUND_SECONDS,
                TrainingKeys.SINGLE_STEP_ROUNDS);
        return new AveragingConfig(
                averaged,
                settings.get(AveragingKeys.OPTIMIZER_STATES),
                settings.get(AveragingKeys.WEIGHTING),
                settings.get(AveragingKeys.NON_FINITE),
                settings.find(AveragingKeys.TRIM).orElse(0.0),
                compression(settings));
    }

    /** How vectors are compressed. */
    public enum CompressionName {
        NONE,
        BF16,
        INT8,
        TOP_K,
        THRESHOLD
    }

    private static Compression compression(Settings settings) {
        CompressionName name = settings.get(AveragingKeys.COMPRESSION);
        String without = "has no effect with training.averaging.compression.name = " + Kind.name(name);
        settings.refuseUnless(name == CompressionName.INT8, without, AveragingKeys.COMPRESSION_BLOCK);
        settings.refuseUnless(name == CompressionName.TOP_K, without, AveragingKeys.COMPRESSION_SHARE);
        settings.refuseUnless(name == CompressionName.THRESHOLD, without, AveragingKeys.COMPRESSION_LEAST);
        return switch (name) {
            case NONE -> new None();
            case BF16 -> new Bfloat16();
            case INT8 -> new Int8(settings.get(AveragingKeys.COMPRESSION_BLOCK));
            case TOP_K -> new TopK(settings.get(AveragingKeys.COMPRESSION_SHARE));
            case THRESHOLD -> new Threshold(settings.get(AveragingKeys.COMPRESSION_LEAST));
        };
    }
}
