package io.tacit.core.solve.ode;

import java.util.Optional;

/** The classical method of order 4. W. Kutta, Beitrag zur näherungsweisen Integration totaler Differentialgleichungen, ZAMP 46 (1901). */
public record Rk4() implements Tableau {

    @Override
    public double order() {
        return 4;
    }

    @Override
    public double[][] a() {
        return new double[][] {{}, {0.5}, {0, 0.5}, {0, 0, 1}};
    }

    @Override
    public double[] b() {
        return new double[] {1 / 6.0, 1 / 3.0, 1 / 3.0, 1 / 6.0};
    }

    @Override
    public double[] c() {
        return new double[] {0, 0.5, 0.5, 1};
    }

    @Override
    public Optional<double[]> e() {
        return Optional.empty();
    }
}
