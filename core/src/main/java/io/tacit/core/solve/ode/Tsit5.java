package io.tacit.core.solve.ode;

import java.util.Optional;

/**
 * A method of order 5 with an embedded method of order 4; the last stage is the first of the next step. Smaller error than {@link Dopri5} for the same
 * work as a rule; the last weight of the embedded method is 1/66. Ch. Tsitouras, Runge–Kutta pairs of order 5(4) satisfying only the first column simplifying assumption, Comput. Math.
 * Appl. 62 (2011), table 1.
 */
public record Tsit5() implements Tableau {

    @Override
    public double order() {
        return 5;
    }

    @Override
    public double[][] a() {
        return new double[][] {
            {},
            {0.161},
            {-0.008480655492356989, 0.335480655492357},
            {2.8971530571054935, -6.359448489975075, 4.3622954328695815},
            {5.325864828439257, -11.748883564062828, 7.4955393428898365, -0.09249506636175525},
            {5.86145544294642, -12.92096931784711, 8.159367898576159, -0.071584973281401, -0.028269050394068383},
            {0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081, 2.324710524099774}
        };
    }

    @Override
    public double[] b() {
        return new double[] {
            0.09646076681806523, 0.01, 0.4798896504144996, 1.379008574103742, -3.290069515436081, 2.324710524099774, 0
        };
    }

    @Override
    public double[] c() {
        return new double[] {0, 0.161, 0.327, 0.9, 0.9800255409045097, 1, 1};
    }

    @Override
    public Optional<double[]> e() {
        return Optional.of(new double[] {
            0.00178001105222577714,
            0.0008164344596567469,
            -0.007880878010261995,
            0.1447110071732629,
            -0.5823571654525552,
            0.45808210592918697,
            -0.015151515151515152
        });
    }

    /** The leading coefficients of the paper's interpolant, section 4. */
    @Override
    public Optional<double[]> d() {
        return Optional.of(new double[] {
            -1.0530884977290216,
            0.1017,
            2.490627285651252793,
            -16.54810288924490272,
            47.37952196281928122,
            -34.87065786149660974,
            2.5
        });
    }
}
