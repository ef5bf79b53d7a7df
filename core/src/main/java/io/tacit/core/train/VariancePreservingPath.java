package io.tacit.core.train;

/**
 * a = cos(πs/2), b = sin(πs/2): a² + b² = 1, so that data of variance 1 keep it all the way.
 *
 * <p>Albergo and Vanden-Eijnden: "Building normalizing flows with stochastic interpolants", ICLR 2023 (arXiv 2209.15571), equation 5.
 */
public record VariancePreservingPath(double sigma) implements ProbabilityPath {

    private static final double QUARTER = Math.PI / 2;

    public VariancePreservingPath {
        PathCheck.sigma(sigma);
    }

    // StrictMath: the same bits on every processor.

    @Override
    public double data(double s) {
        return StrictMath.cos(QUARTER * s);
    }

    @Override
    public double noise(double s) {
        return StrictMath.sin(QUARTER * s);
    }

    @Override
    public double dataRate(double s) {
        return -QUARTER * StrictMath.sin(QUARTER * s);
    }

    @Override
    public double noiseRate(double s) {
        return QUARTER * StrictMath.cos(QUARTER * s);
    }
}
