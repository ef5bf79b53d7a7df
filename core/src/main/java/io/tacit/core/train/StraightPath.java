package io.tacit.core.train;

/**
 * a = 1 − s, b = s: a record goes to its noise in a straight line at constant velocity z − x.
 *
 * <p>Lipman, Chen, Ben-Hamu, Nickel, Le: "Flow matching for generative modeling", ICLR 2023 (arXiv 2210.02747), equation 22 with σ_min = 0; Liu, Gong,
 * Liu: "Flow straight and fast: learning to generate and transfer data with rectified flow", ICLR 2023 (arXiv 2209.03003), equation 1; with σ the
 * independent coupling of Tong et al. 2024 (arXiv 2302.00482), equation 14.
 */
public record StraightPath(double sigma) implements ProbabilityPath {

    public StraightPath {
        PathCheck.sigma(sigma);
    }

    @Override
    public double data(double s) {
        return 1 - s;
    }

    @Override
    public double noise(double s) {
        return s;
    }

    @Override
    public double dataRate(double s) {
        return -1;
    }

    @Override
    public double noiseRate(double s) {
        return 1;
    }
}
