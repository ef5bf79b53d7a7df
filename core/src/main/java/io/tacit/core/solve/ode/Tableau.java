package io.tacit.core.solve.ode;

import java.io.Serializable;
import java.util.Optional;

/**
 * Coefficients (Butcher 1964) of an explicit Runge–Kutta method:
 *
 * <pre>kᵢ = f(t + cᵢ dt, z + dt Σⱼ aᵢⱼ kⱼ),  z' = z + dt Σ bᵢ kᵢ,  error = dt Σ eᵢ kᵢ</pre>
 *
 * Zeros cost nothing: they are left out when a step is unrolled.
 */
public interface Tableau extends Serializable {

    /** Order of {@code z'}; where there is an error estimate, also the order in which it falls. */
    int order();

    /** aᵢⱼ, row i with i entries; the first row is empty. */
    double[][] a();

    double[] b();

    double[] c();

    /** eᵢ = bᵢ − b̂ᵢ, empty where the method has no embedded one. */
    Optional<double[]> e();
}
