package io.tacit.spark.config;

import io.tacit.core.optim.Adam;
import io.tacit.core.optim.AdamW;
import io.tacit.core.optim.Clip;
import io.tacit.core.optim.Momentum;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.Schedule;
import io.tacit.core.optim.Sgd;
import java.io.Serializable;

/**
 * The inner optimizer, with which each worker moves its own θ.
 *
 * @param rate learning rate, the peak of the schedule
 * @param momentum of {@code SGD}
 * @param clipNorm longest gradient allowed; infinite where gradients are not clipped
 */
public record OptimizerConfig(
        Name name, double rate, double momentum, double weightDecay, double clipNorm, ScheduleConfig schedule)
        implements Serializable {

    private static final double UNCLIPPED = Double.POSITIVE_INFINITY;

    public enum Name {
        ADAM,
        ADAMW,
        SGD
    }

    public OptimizerConfig {
        OptimizerKeys.LEARNING_RATE.require(rate);
        OptimizerKeys.MOMENTUM.require(momentum);
        OptimizerKeys.WEIGHT_DECAY.require(weightDecay);
        if (clipNorm != UNCLIPPED) {
            OptimizerKeys.CLIP_NORM.require(clipNorm);
        }
    }

    /** Whether gradients have a largest norm. */
    public boolean clips() {
        return clipNorm != UNCLIPPED;
    }

    /** Whether states of the one are states of the other. */
    boolean remembersLike(OptimizerConfig other) {
        boolean rolls = momentum != 0;
        return name == other.name && rolls == (other.momentum != 0);
    }

    /** "sgd with momentum". */
    String inWords() {
        return Kind.name(name) + (momentum != 0 ? " with momentum" : "");
    }

    /** The optimizer for states that have seen {@code before} updates before the phase of {@code steps} that it is for. */
    public Optimizer later(long steps, long before) {
        return clipped(new Schedule.Later(schedule.schedule(rate, steps), before));
    }

    /**
     * The optimizer for states that begin anew after {@code passed} updates: its schedule goes on from there.
     */
    public Optimizer resumed(long stepsOfTraining, long passed) {
        return clipped(new Schedule.Resumed(schedule.schedule(rate, stepsOfTraining), passed));
    }

    /** The optimizer, for a training of {@code stepsOfTraining} local steps (used by schedules that end with it). */
    public Optimizer optimizer(long stepsOfTraining) {
        return clipped(schedule.schedule(rate, stepsOfTraining));
    }

    private Optimizer clipped(Schedule rates) {
        Optimizer inner = unclipped(rates);
        return clipNorm == UNCLIPPED ? inner : new Clip.ByNorm(inner, clipNorm);
    }

    private Optimizer unclipped(Schedule rates) {
        Adam adam = Adam.of(rates);
        return switch (name) {
            case ADAM -> new Adam(rates, adam.beta1(), adam.beta2(), adam.epsilon(), weightDecay);
            case ADAMW -> new AdamW(adam, weightDecay);
            case SGD ->
                new Sgd(rates, momentum == 0 ? new Momentum.None() : new Momentum.Polyak(momentum), weightDecay);
        };
    }

    static OptimizerConfig read(Settings settings) {
        Name name = settings.get(OptimizerKeys.OPTIMIZER);
        settings.refuseUnless(
                name == Name.SGD,
                "has no effect with training.optimizer.name = " + Kind.name(name),
                OptimizerKeys.MOMENTUM);
        return new OptimizerConfig(
                name,
                settings.get(OptimizerKeys.LEARNING_RATE),
                settings.get(OptimizerKeys.MOMENTUM),
                settings.get(OptimizerKeys.WEIGHT_DECAY),
                settings.find(OptimizerKeys.CLIP_NORM).orElse(UNCLIPPED),
                ScheduleConfig.read(settings));
    }
}
