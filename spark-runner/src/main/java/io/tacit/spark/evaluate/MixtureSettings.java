package io.tacit.spark.evaluate;

/**
 * How a mixture of Gaussians is fitted.
 *
 * @param iterations of expectation-maximisation, at most
 * @param records of training that it is fitted to, about so many, chosen by their ids; all where there are no more
 */
public record MixtureSettings(int components, int iterations, long records, long seed) {
    private static final int ITERATIONS = 100;

    public MixtureSettings {
        if (components < 2) {
            throw new IllegalArgumentException("components: expected a number >= 2, got " + components);
        }
        if (iterations < 1) {
            throw new IllegalArgumentException("iterations: expected a number >= 1, got " + iterations);
        }
        if (records < 1) {
            throw new IllegalArgumentException("records: expected a number >= 1, got " + records);
        }
    }

    /** So many components, at most 100 iterations, all records. */
    public static MixtureSettings of(int components) {
        return new MixtureSettings(components, ITERATIONS, Long.MAX_VALUE, 1);
    }

    /** The same with at most so many passes over the records. */
    public MixtureSettings within(int passes) {
        return new MixtureSettings(components, passes, records, seed);
    }

    /** The same, fitted to about so many records. */
    public MixtureSettings sampled(long some) {
        return new MixtureSettings(components, iterations, some, seed);
    }

    /** The share of so many records that it is fitted to. */
    double share(long all) {
        return all <= records ? 1 : (double) records / all;
    }
}
