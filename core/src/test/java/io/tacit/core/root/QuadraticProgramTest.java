package io.tacit.core.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.engine.nd4j.Nd4jEngine;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.Precision;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T82a, the quadratic program min ½xᵀQx + cᵀx with x₁ + x₂ = b and x ≥ 0, as the root of its conditions of Karush, Kuhn and Tucker: stationarity, the
 * equality, and for each bound min(x, μ) = 0. Nothing here knows of quadratic programs but the residual.
 */
class QuadraticProgramTest {

    private static final Engine FLOAT64 = new Nd4jEngine(Precision.FLOAT64);

    @AfterAll
    static void close() {
        FLOAT64.close();
    }

    /** Q [2×2], c [2] and b, a scalar. */
    record Data(Expr q, Expr c, Expr b) {}

    private static Program conditions() {
        return Program.trace(g -> conditions(
                new Data(g.constant(Shape.of(2, 2), 4, 1, 1, 2), g.example("c", 2), g.example("b")),
                g.example("z", 5)));
    }

    /** The residual of z = (x₁, x₂, λ, μ₁, μ₂), with Qx + c + λ1 − μ = 0. */
    static Expr conditions(Data data, Expr z) {
        Expr x = z.slice(0, 0, 2);
        Expr dual = z.slice(0, 2, 1);
        Expr bounds = z.slice(0, 3, 2);
        Expr stationary = data.q().matmul(x).plus(data.c()).plus(dual).minus(bounds);
        Expr equality = x.sum().minus(data.b()).reshape(1);
        return z.graph().concat(0, stationary, equality, x.min(bounds));
    }

    @Test
    @DisplayName(
            "T82a x = (.25, .75), λ = −2.75, μ = 0, objective 1.875; dx/dc = [[−.25, .25], [.25, −.25]], dx/db = (.25, .75)")
    void solution() {
        check(FLOAT64, 1e-12);
        try (Engine cpu = new CpuEngine(Precision.FLOAT64, 1)) {
            check(cpu, 1e-12);
        }
    }

    @Test
    @DisplayName("T82a in float32 on engine cpu")
    void inFloat32() {
        try (Engine cpu = new CpuEngine(1)) {
            check(cpu, 1e-6);
        }
    }

    private static void check(Engine engine, double tolerance) {
        double[][] guess = {{.5, .5, 0, .1, .1}};
        Roots roots = new Newton(Stop.at(1e-6))
                .on(engine, conditions())
                .solve(Map.of("z", guess, "c", new double[][] {{1, 1}}, "b", new double[][] {{1}}));
        double[] z = roots.values()[0];
        assertThat(roots.outcome(0)).isInstanceOf(RootOutcome.Found.class);
        assertThat(z).containsExactly(new double[] {.25, .75, -2.75, 0, 0}, within(tolerance));
        double objective = 2 * z[0] * z[0] + z[0] * z[1] + z[1] * z[1] + z[0] + z[1];
        assertThat(objective).isCloseTo(1.875, within(10 * tolerance));
        double[][] byC = {{-.25, .25}, {.25, -.25}};
        double[] byB = {.25, .75};
        for (int i = 0; i < 2; i++) {
            double[][] cotangent = new double[1][5];
            cotangent[0][i] = 1;
            Roots.Gradient gradient = roots.gradient(cotangent);
            assertThat(gradient.of("c")[0]).containsExactly(byC[i], within(tolerance));
            assertThat(gradient.of("b")[0][0]).isCloseTo(byB[i], within(tolerance));
        }
    }

    @Test
    @DisplayName("T82a with x₁ at its bound: x = (0, 1), a positive μ₁, and no derivative by c")
    void activeBound() {
        double[][] guess = {{.5, .5, 0, .1, .1}};
        Roots roots = new Newton(Stop.at(1e-12))
                .on(FLOAT64, conditions())
                .solve(Map.of("z", guess, "c", new double[][] {{4, 1}}, "b", new double[][] {{1}}));
        assertThat(roots.values()[0]).containsExactly(new double[] {0, 1, -3, 2, 0}, within(1e-12));
        Roots.Gradient gradient = roots.gradient(new double[][] {{1, 2, 0, 0, 0}});
        assertThat(gradient.of("c")[0]).containsExactly(new double[] {0, 0}, within(1e-12));
        assertThat(gradient.of("b")[0][0]).isCloseTo(2, within(1e-12));
    }
}
