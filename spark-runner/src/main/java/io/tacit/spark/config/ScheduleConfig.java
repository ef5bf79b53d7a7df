package io.tacit.spark.config;

import io.tacit.core.optim.Schedule;
import java.io.Serializable;

/**
 * How the learning rate changes.
 *
 * @param warmUp local steps over which {@code COSINE} rises
 * @param steps local steps until {@code COSINE} or {@code ONE_CYCLE} ends; 0 for those of the whole training
 * @param factor what {@code STEP} and {@code EXPONENTIAL} multiply the rate by, every {@code every} local steps
 */
public record ScheduleConfig(Shape shape, long warmUp, long steps, double factor, long every) implements Serializable {
    private static final double RISING_SHARE = 0.3;
    private static final long OF_TRAINING = 0;

    public enum Shape {
        CONSTANT,
        COSINE,
        ONE_CYCLE,
        STEP,
        EXPONENTIAL;

        boolean ends() {
            return this == COSINE || this == ONE_CYCLE;
        }

        boolean multiplies() {
            return this == STEP || this == EXPONENTIAL;
        }
    }

    public ScheduleConfig {
        OptimizerKeys.WARM_UP.require(warmUp);
        if (steps != OF_TRAINING) {
            OptimizerKeys.SCHEDULE_STEPS.require(steps);
        }
        OptimizerKeys.SCHEDULE_FACTOR.require(factor);
        OptimizerKeys.SCHEDULE_EVERY.require(every);
    }

    /** The schedule with its peak at {@code rate}, for a training of {@code stepsOfTraining} local steps. */
    public Schedule schedule(double rate, long stepsOfTraining) {
        long total = steps == OF_TRAINING ? stepsOfTraining : steps;
        return switch (shape) {
            case CONSTANT -> new Schedule.Constant(rate);
            case COSINE -> new Schedule.Cosine(rate, 0, warmUp, Math.max(total, warmUp + 1));
            case ONE_CYCLE -> new Schedule.OneCycle(rate, RISING_SHARE, Math.max(total, (long) (1 / RISING_SHARE) + 1));
            case STEP -> new Schedule.Step(rate, factor, every);
            case EXPONENTIAL -> new Schedule.Exponential(rate, StrictMath.pow(factor, 1.0 / every));
        };
    }

    /** Whether the rate depends on how long the training is. */
    public boolean followsTraining() {
        return shape.ends() && steps == OF_TRAINING;
    }

    static ScheduleConfig read(Settings settings) {
        Shape shape = settings.get(OptimizerKeys.SCHEDULE);
        String without = "has no effect with training.optimizer.schedule.shape = " + Kind.name(shape);
        settings.refuseUnless(shape == Shape.COSINE, without, OptimizerKeys.WARM_UP);
        settings.refuseUnless(shape.ends(), without, OptimizerKeys.SCHEDULE_STEPS);
        settings.refuseUnless(shape.multiplies(), without, OptimizerKeys.SCHEDULE_FACTOR, OptimizerKeys.SCHEDULE_EVERY);
        return new ScheduleConfig(
                shape,
                settings.get(OptimizerKeys.WARM_UP),
                settings.find(OptimizerKeys.SCHEDULE_STEPS).orElse(OF_TRAINING),
                settings.get(OptimizerKeys.SCHEDULE_FACTOR),
                settings.get(OptimizerKeys.SCHEDULE_EVERY));
    }
}
