package io.tacit.core.train;

import java.io.Serializable;

/**
 * The way of a record to noise, as a stochastic interpolant: with s = t / t₁ in [0, 1],
 *
 * <pre>x(s) = a(s) x + b(s) z + σ ε,   dx/dt = (a′(s) x + b′(s) z) / t₁,   z, ε ~ N(0, I).</pre>
 *
 * <p>Flows here begin with the data at t = 0 and end with noise at t₁, so a(0) = 1, b(0) = 0, a(1) = 0, b(1) = 1; papers on flow matching count time
 * the other way round. A constant σ blurs every point on the way, the ends too, and does not enter the velocity.
 *
 * <p>Albergo and Vanden-Eijnden: "Building normalizing flows with stochastic interpolants", ICLR 2023, equation 1; σ as in Tong et al.: "Improving
 * and generalizing flow-based generative models with minibatch optimal transport", TMLR 2024, equation 14.
 */
public interface ProbabilityPath extends Serializable {

    /** a(s), the share of the record. */
    double data(double s);

    /** b(s), the share of the noise. */
    double noise(double s);

    /** a′(s). */
    double dataRate(double s);

    /** b′(s). */
    double noiseRate(double s);

    /** σ, 0 or more. */
    double sigma();
}
