package io.tacit.core.layer;

import io.tacit.core.random.RandomKey;

/** Distribution of the probe ε of a Hutchinson estimate: mean 0, covariance I. */
public enum Noise {
    /** ±1. For a symmetric part S of the Jacobian the variance is 2 Σ_{i≠j} S_ij². */
    RADEMACHER {
        @Override
        public double draw(RandomKey key, long counter) {
            return key.rademacher(counter);
        }
    },
    /** Standard normal: variance 2 Σ S_ij². */
    GAUSSIAN {
        @Override
        public double draw(RandomKey key, long counter) {
            return key.gaussian(counter);
        }
    };

    /** Place {@code counter} of the probe of a key. */
    public abstract double draw(RandomKey key, long counter);
}
