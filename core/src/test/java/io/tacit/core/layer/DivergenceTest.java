package io.tacit.core.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Interpreter;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DivergenceTest {

    private static Net linear(double... a) {
        return Net.of(Program.of(g -> {
            Expr z = g.example(Net.STATE, 2);
            g.shared(Net.TIME);
            g.output(Net.STATE, g.constant(Shape.of(2, 2), a).matmul(z));
        }));
    }

    private static Map<String, double[][]> at(double[] probe) {
        double[][] zero = {{0}};
        return Map.of(
                "z",
                new double[][] {{0.4, -1.1}},
                "t",
                zero,
                "logdet",
                zero,
                "kinetic",
                zero,
                "jacobian",
                zero,
                "eps",
                new double[][] {probe});
    }

    @Test
    @DisplayName("T74 exact trace and Frobenius norm of a linear field")
    void exact() {
        Program p = Dynamics.augmented(linear(.3, -1.2, .7, -.5), new Divergence.Exact(), Dynamics.REGULARISED);
        Map<String, double[][]> out = Interpreter.run(p, 1, at(new double[] {0, 0}));
        assertThat(out.get("logdet")[0][0]).isCloseTo(-0.2, within(1e-15));
        assertThat(out.get("jacobian")[0][0]).isCloseTo(2.27, within(1e-15));
        assertThat(out.get("kinetic")[0][0]).isCloseTo(1.44 * 1.44 + 0.83 * 0.83, within(1e-14));
    }

    @Test
    @DisplayName("T77 Hutchinson on [[2,1],[3,-1]]: mean 1, variance 16 (Rademacher) and 26 (Gaussian)")
    void hutchinson() {
        assertMoments(Noise.RADEMACHER, 16);
        assertMoments(Noise.GAUSSIAN, 26);
    }

    /** 40,000 draws: standard error of the mean ≤ √26/200 = 0.026, of the variance of order 26·√(κ/40000) ≈ 0.4. */
    private static void assertMoments(Noise noise, double variance) {
        Program p = Dynamics.augmented(linear(2, 1, 3, -1), new Divergence.Hutchinson(noise), Dynamics.PLAIN);
        int n = 40_000;
        double[][] probes = new double[n][2];
        RandomKey key = RandomKey.of(11);
        for (int i = 0; i < n; i++) {
            probes[i][0] = noise.draw(key.with(i), 0);
            probes[i][1] = noise.draw(key.with(i), 1);
        }
        double[][] states = new double[n][2];
        double[][] zeros = new double[n][1];
        double[][] t = {{0}};
        double[][] trace = Interpreter.run(p, n, Map.of("z", states, "t", t, "logdet", zeros, "eps", probes))
                .get("logdet");
        double sum = 0;
        double squares = 0;
        for (double[] row : trace) {
            sum += row[0];
            squares += row[0] * row[0];
        }
        assertThat(sum / n).isCloseTo(1, within(0.1));
        assertThat(squares / n - sum / n * sum / n).isCloseTo(variance, within(1.5));
    }
}
