package io.tacit.core.train;

import io.tacit.core.random.RandomKey;
import java.io.Serializable;

/**
 * How the time of an example is drawn in flow matching: the share s = t / t₁ of the way from data to noise, one number of a stream for each
 * example. The loss at every time has the same minimiser whatever the density of times, as long as it is positive; the density says where a field of
 * limited size is made to fit best. The data are at s = 0.
 */
public sealed interface TimeSampling extends Serializable {

    /** s in [0, 1], number {@code counter} of a stream. */
    double draw(RandomKey key, long counter);

    /** Every time is as likely as every other. */
    record Uniform() implements TimeSampling {
        @Override
        public double draw(RandomKey key, long counter) {
            return key.uniform(counter);
        }
    }

    /** s = u^p with u uniform: with p above 1 more often near the data. */
    record Power(double p) implements TimeSampling {
        public Power {
            if (!(p > 0) || !Double.isFinite(p)) {
                throw new IllegalArgumentException("power of the time: expected more than 0, got " + p);
            }
        }

        @Override
        public double draw(RandomKey key, long counter) {
            return StrictMath.pow(key.uniform(counter), p);
        }
    }

    /**
     * s = 1 / (1 + e^−n) with n ~ N(mean, deviation²): with a mean below 0 more often near the data, and seldom at either end. Esser et al.: "Scaling
     * rectified flow transformers for high-resolution image synthesis", ICML 2024 (arXiv 2403.03206), equation 19, whose time runs the same way.
     */
    record LogitNormal(double mean, double deviation) implements TimeSampling {
        public LogitNormal {
            if (!Double.isFinite(mean) || !(deviation > 0) || !Double.isFinite(deviation)) {
                throw new IllegalArgumentException(
                        "logit-normal times: expected a finite mean and a deviation of more than 0, got " + mean
                                + " and " + deviation);
            }
        }

        @Override
        public double draw(RandomKey key, long counter) {
            return 1 / (1 + StrictMath.exp(-mean - deviation * key.gaussian(counter)));
        }
    }
}
