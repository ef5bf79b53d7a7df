package io.tacit.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is refused of inner iterations and implicit derivatives, and what an iteration reports. */
class InnerIterationTest {

    private static final LinearSolver DIVISION = (a, b) -> b.over(a.matrix().reshape(b.shape()));

    private static Iteration heron(Expr x) {
        return Iteration.of(List.of(x), 1e-12, 20, carry -> {
            Expr z = carry.get(0);
            return new Iteration.Next(
                    List.of(z.plus(x.over(z)).times(0.5)), z.square().minus(x).abs());
        });
    }

    private static Program squareRoot(UnaryOperator<Expr> wrap) {
        return Program.trace(g -> wrap.apply(heron(g.example("x")).carry().get(0)));
    }

    @Test
    @DisplayName("an iteration that is differentiated without implicit is refused with advice, forwards and in reverse")
    void noDerivative() {
        Program bare = squareRoot(z -> z.times(2));
        assertThatThrownBy(() -> bare.jvp("x"))
                .isInstanceOf(ProgramException.class)
                .hasMessageContaining("Implicit.root");
        assertThatThrownBy(() -> bare.vjp("x"))
                .isInstanceOf(ProgramException.class)
                .hasMessageContaining("Implicit.root");
    }

    @Test
    @DisplayName("an iteration that only decides, or is stopped, does not stand in the way of a derivative")
    void harmless() {
        Program stopped = Program.trace(g -> {
            Expr x = g.example("x");
            Iteration root = heron(x);
            return root.ended(Iterate.Status.CONVERGED)
                    .where(root.carry().get(0).stopGradient().times(x), x.like(0));
        });
        Map<String, double[][]> in = Map.of("x", of(9), "d.x", of(1), "adj.value", of(1));
        assertThat(Interpreter.run(stopped.jvp("x"), 1, in).get("d.value")[0]).containsExactly(3);
        assertThat(Interpreter.run(stopped.vjp("x"), 1, in).get("adj.x")[0]).containsExactly(3);
    }

    private static double[][] of(double... values) {
        return new double[][] {values};
    }

    @Test
    @DisplayName("x z² = 1: z' = −½ x^(−3/2) and z'' = ¾ x^(−5/2), which J at a stopped root would make ¼")
    void secondDerivative() {
        Program root = Program.trace(g -> {
            Expr x = g.example("x");
            Expr v = x.rsqrt().stopGradient();
            return Implicit.root(v, z -> x.times(z.square()).minus(1), DIVISION);
        });
        Map<String, double[][]> in =
                Map.of("x", of(0.7), "d.x", of(1), "d2.x", of(1), "adj.value", of(1), "d.adj.value", of(0));
        double expected = 0.75 * StrictMath.pow(0.7, -2.5);
        assertThat(Interpreter.run(root.jvp("x").jvp("x"), 1, in).get("d2.d.value")[0][0])
                .isCloseTo(expected, within(1e-12));
        assertThat(Interpreter.run(root.vjp("x").jvp("x"), 1, in).get("d.adj.x")[0][0])
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    @DisplayName("iterations, residual and status are those of the carry that is given back")
    void report() {
        Program p = Program.of(g -> {
            Iteration root = heron(g.example("x"));
            g.output("z", root.carry().get(0));
            g.output("iterations", root.iterations());
            g.output("residual", root.residual());
            g.output("status", root.status());
        });
        Map<String, double[][]> out = Interpreter.run(p, 4, Map.of("x", new double[][] {{2}, {1}, {-1}, {0}}));
        assertThat(out.get("z")[0][0]).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(out.get("residual")[0][0]).isLessThan(1e-12);
        assertThat(out.get("iterations")).isDeepEqualTo(new double[][] {{5}, {0}, {2}, {0}});
        assertThat(out.get("status")).isDeepEqualTo(new double[][] {
            {Iterate.Status.CONVERGED.ordinal()},
            {Iterate.Status.CONVERGED.ordinal()},
            {Iterate.Status.NON_FINITE.ordinal()},
            {Iterate.Status.CONVERGED.ordinal()}
        });
    }

    @Test
    @DisplayName(
            "a body of other shapes, a residual of another shape than its unknown, a sum over examples: refused with both shapes")
    void refused() {
        assertThatThrownBy(() -> Program.trace(
                        g -> Implicit.root(g.example("z", 2), z -> g.concat(0, z, g.example("p", 1)), DIVISION)))
                .isInstanceOf(ProgramException.class)
                .hasMessageContaining("[2]")
                .hasMessageContaining("[3]")
                .hasMessageContaining("InnerIterationTest");
        assertThatThrownBy(
                        () -> Iteration.of(List.of(traced()), 1, 1, carry -> new Iteration.Next(carry, carry.get(0))))
                .isInstanceOf(ProgramException.class)
                .hasMessageContaining("a scalar residual, got [[2]] and [2]");
        assertThatThrownBy(() -> Implicit.root(traced(), z -> z.minus(z.meanExamples()), DIVISION))
                .isInstanceOf(ProgramException.class)
                .hasMessageContaining("sum over examples");
        assertThatThrownBy(() -> Iteration.of(
                        List.of(traced()),
                        1,
                        0,
                        carry -> new Iteration.Next(carry, carry.get(0).max())))
                .isInstanceOf(ProgramException.class)
                .hasMessageContaining("1 iteration or more");
    }

    private static Expr traced() {
        return new Graph().example("z", 2);
    }

    @Test
    @DisplayName("an unknown that leaves its body is refused where a Program would read it")
    void escaped() {
        assertThatThrownBy(() -> Program.trace(g -> {
                    Expr[] kept = new Expr[1];
                    Implicit.root(
                            g.example("z"),
                            z -> {
                                kept[0] = z;
                                return z;
                            },
                            DIVISION);
                    return kept[0];
                }))
                .isInstanceOf(ProgramException.class)
                .hasMessageContaining("no value outside the body");
    }

    @Test
    @DisplayName("a system that is not square is refused with both shapes")
    void notSquare() {
        assertThatThrownBy(() ->
                        Program.trace(g -> DenseSolve.of(g.example("a", 2, 3), g.example("b", 2), DenseSolve.Form.LU)))
                .isInstanceOf(ProgramException.class)
                .hasMessageContaining("[2×3]");
    }
}
