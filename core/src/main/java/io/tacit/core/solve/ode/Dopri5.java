package io.tacit.core.solve.ode;

import io.tacit.core.solve.Pid;
import io.tacit.core.solve.Solver;
import java.util.Optional;

/**
 * A method of order 5 with an embedded method of order 4; the last stage is the first of the next step. J. R. Dormand and P. J. Prince, A
 * family of embedded Runge–Kutta formulae, J. Comput. Appl. Math. 6 (1980), table 2.
 *
 * <p>The embedded weights are those of the paper. torchdiffeq has others, whose error estimate is two thirds of this one: at equal tolerances
 * its steps are 1.5^(1/5) = 1.08 times longer.
 */
public record Dopri5() implements Tableau {

    /** A solver with the classical controller and equal relative and absolute tolerances. */
    public static Solver<Ode> solver(double tolerance) {
        return Solver.of(new Dopri5(), Pid.of(tolerance, tolerance));
    }

    @Override
    public double order() {
        return 5;
    }

    @Override
    public double[][] a() {
        return new double[][] {
            {},
            {1 / 5.0},
            {3 / 40.0, 9 / 40.0},
            {44 / 45.0, -56 / 15.0, 32 / 9.0},
            {19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0},
            {9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0},
            {35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0}
        };
    }

    @Override
    public double[] b() {
        return new double[] {35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0, 0};
    }

    @Override
    public double[] c() {
        return new double[] {0, 1 / 5.0, 3 / 10.0, 4 / 5.0, 8 / 9.0, 1, 1};
    }

    @Override
    public Optional<double[]> e() {
        return Optional.of(
                new double[] {71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0});
    }

    /** E. Hairer, S. P. Nørsett and G. Wanner, Solving Ordinary Differential Equations I, code DOPRI5 (L. F. Shampine 1986). */
    @Override
    public Optional<double[]> d() {
        return Optional.of(new double[] {
            -12715105075.0 / 11282082432.0,
            0,
            87487479700.0 / 32700410799.0,
            -10690763975.0 / 1880347072.0,
            701980252875.0 / 199316789632.0,
            -1453857185.0 / 822651844.0,
            69997945.0 / 29380423.0
        });
    }
}
