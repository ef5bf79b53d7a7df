package io.tacit.spark.config;

import java.util.Optional;

/**
 * How the driver moves the common parameters when it knows the workers' mean.
 *
 * @param rate η or α, unused by {@code NONE}
 * @param momentum μ or β of {@code NESTEROV} and {@code SLOWMO}
 * @param ema how much of their running mean survives a round; without it none is kept
 */
public record OuterConfig(Name name, double rate, double momentum, Optional<Double> ema) {

    public enum Name {
        /** The mean is the next θ. */
        NONE,
        /** A step of gradient descent along x − x̄. */
        SGD,
        /** With Nesterov's momentum: DiLoCo. */
        NESTEROV,
        /** With heavy-ball momentum in units of the inner learning rate. */
        SLOWMO;

        /** Whether it remembers a velocity. */
        public boolean rolls() {
            return this == NESTEROV || this == SLOWMO;
        }
    }

    public OuterConfig {
        AveragingKeys.OUTER_RATE.require(rate);
        AveragingKeys.OUTER_MOMENTUM.require(momentum);
        ema.ifPresent(AveragingKeys.EMA::require);
    }

    static OuterConfig read(Settings settings) {
        Name name = settings.get(AveragingKeys.OUTER);
        String without = "has no effect with training.averaging.outer.name = " + Kind.name(name);
        settings.refuseUnless(name != Name.NONE, without, AveragingKeys.OUTER_RATE);
        settings.refuseUnless(name.rolls(), without, AveragingKeys.OUTER_MOMENTUM);
        return new OuterConfig(
                name,
                settings.get(AveragingKeys.OUTER_RATE),
                settings.get(AveragingKeys.OUTER_MOMENTUM),
                settings.find(AveragingKeys.EMA));
    }
}
