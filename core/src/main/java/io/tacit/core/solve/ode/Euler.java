package io.tacit.core.solve.ode;

import java.util.Optional;

/** {@code z' = z + dt f(t, z)}, order 1. L. Euler, Institutionum calculi integralis I (1768), §650. */
public record Euler() implements Tableau {

    @Override
    public double order() {
        return 1;
    }

    @Override
    public double[][] a() {
        return new double[][] {{}};
    }

    @Override
    public double[] b() {
        return new double[] {1};
    }

    @Override
    public double[] c() {
        return new double[] {0};
    }

    @Override
    public Optional<double[]> e() {
        return Optional.empty();
    }
}
