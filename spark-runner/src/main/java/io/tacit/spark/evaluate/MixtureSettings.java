package io.tacit.spark.evaluate;

/**
 * How a mixture of Gaussians is fitted.
 *
 * @param iterations of expectation-maximisation, at most
 */
public record MixtureSettings(int components, int iterations, long seed) {
    private static final int ITERATIONS = 100;

    public MixtureSettings {
        if (components < 2) {
            throw new IllegalArgumentException("components: expected a number >= 2, got " + components);
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations: expected a number >= 1, got " + iterations);
        }
    }

    /** So many components, at most 100 iterations. */
    public static MixtureSettings of(int components) {
        return new MixtureSettings(components, ITERATIONS, 1);
    }

    /** The same with at most so many passes over the records. */
    public MixtureSettings within(int passes) {
        return new MixtureSettings(components, passes, seed);
    }
}
