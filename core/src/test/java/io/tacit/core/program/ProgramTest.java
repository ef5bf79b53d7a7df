package io.tacit.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgramTest {

    private static final Program FIELD = Program.trace(g -> {
        Expr z = g.example("z", 2);
        Expr t = g.shared("t");
        Expr w = g.param("w", 4, 2);
        Expr b = g.param("b", 4);
        Expr v = g.param("v", 2, 4);
        return v.matmul(w.matmul(z).plus(b).plus(t).tanh());
    });

    @Test
    void declaresWhatItReads() {
        assertThat(FIELD.arguments()).extracting(Program.Input::name).containsExactly("z", "t");
        assertThat(FIELD.layout().size()).isEqualTo(4 * 2 + 4 + 2 * 4);
        assertThat(FIELD.output(Program.VALUE).expr().kind()).isEqualTo(Kind.BATCHED);
    }

    @Test
    void parameterCotangentsAreGradientsOfTheLastTransform() {
        Program vjp = FIELD.vjp("z", "w", "t");
        assertThat(vjp.output("adj.w").gradientOf()).contains("w");
        assertThat(vjp.results()).extracting(Program.Output::name).containsExactly("value", "adj.z", "adj.t");
        assertThat(vjp.output("adj.t").expr().kind()).isEqualTo(Kind.SHARED);
        Program second = vjp.vjp("w");
        assertThat(second.output("adj.w").gradientOf()).isEmpty();
        assertThat(second.output("adj2.w").gradientOf()).contains("w");
    }

    @Test
    void equalExpressionsAreBuiltOnce() {
        Program p = Program.trace(g -> {
            Expr x = g.example("x", 3);
            return x.tanh().times(x.tanh()).plus(x.tanh().square());
        });
        assertThat(p.nodes().stream().filter(e -> e.op() == Unary.TANH)).hasSize(1);
        assertThat(p.nodes().stream().filter(e -> e.op() == Unary.SQUARE)).hasSize(1);
    }

    @Test
    void constantsFoldAndDeadCodeGoes() {
        Program p = Program.trace(g -> {
            Expr x = g.example("x", 3);
            x.exp().sum();
            return x.times(g.constant(2).plus(1).log()).plus(x.times(0)).times(1);
        });
        assertThat(p.nodes()).hasSize(3);
        assertThat(p.output("value").expr().op()).isEqualTo(Binary.MUL);
    }

    @Test
    void selectDropsTheWorkOfOtherOutputs() {
        Program both = FIELD.vjp("z");
        assertThat(both.select("value").nodes()).hasSameSizeAs(FIELD.nodes());
        assertThat(both.select("value").arguments()).hasSameSizeAs(both.arguments());
    }

    @Test
    @DisplayName("gradient stops")
    void stopGradient() {
        Program p = Program.trace(g -> g.example("x", 2).stopGradient().times(g.example("y", 2)));
        Map<String, double[][]> in = Map.of(
                "x", new double[][] {{2, 3}}, "y", new double[][] {{5, 7}}, "adj.value", new double[][] {{1, 1}});
        Map<String, double[][]> out = Interpreter.run(p.vjp("x", "y"), 1, in);
        assertThat(out.get("adj.x")[0]).containsExactly(0, 0);
        assertThat(out.get("adj.y")[0]).containsExactly(2, 3);
    }

    @Test
    void bindsTimePerExample() {
        Program perExample =
                Program.of(g -> FIELD.inline(g, Map.of("t", g.example("t"))).forEach(g::output));
        assertThat(perExample.input("t").role()).isEqualTo(Role.EXAMPLE);
        assertThat(perExample.layout()).isEqualTo(FIELD.layout());
        assertThat(perExample.vjp("t").output("adj.t").expr().kind()).isEqualTo(Kind.BATCHED);
    }

    @Test
    void errorsNameOperationShapesAndLine() {
        assertThatThrownBy(() -> Program.trace(g -> g.param("w", 4, 3).matmul(g.example("z", 2))))
                .isInstanceOf(ProgramException.class)
                .hasMessageContaining("matmul")
                .hasMessageContaining("[4×3]")
                .hasMessageContaining("[2×1]")
                .hasMessageContaining("ProgramTest.java:");
        assertThatThrownBy(() -> Program.trace(g -> g.example("a", 2).plus(g.example("b", 3))))
                .hasMessageContaining("add")
                .hasMessageContaining("[2] and [3]");
        assertThatThrownBy(() -> Program.trace(g -> g.shared("t").sumExamples()))
                .hasMessageContaining("exampleSum")
                .hasMessageContaining("BATCHED");
        assertThatThrownBy(() -> FIELD.vjp("q")).hasMessageContaining("'q'").hasMessageContaining("[z, t, w, b, v]");
        assertThatThrownBy(() -> Program.trace(g -> g.example("x", 2).plus(g.example("x", 3))))
                .hasMessageContaining("declared before");
    }

    @Test
    void readsLikeMathematics() {
        Program p =
                Program.trace(g -> g.param("w", 2, 3).matmul(g.example("z", 3)).tanh());
        assertThat(p.toString())
                .isEqualTo(
                        """
                program(param w[2×3], example z[3]) {
                  %0[2×3] = param w()
                  @1[3] = example z()
                  @2[3×1] = reshape(@1)
                  @3[2×1] = matmul(%0, @2)
                  @4[2] = reshape(@3)
                  @5[2] = tanh(@4)
                  value := @5
                }""");
        assertThat(p.toDot()).startsWith("digraph").contains("n3 -> n4");
    }

    @Test
    void errorFunction() {
        assertThat(ErrorFunction.erf(0.5)).isCloseTo(0.5204998778130465, org.assertj.core.data.Offset.offset(1e-15));
        assertThat(ErrorFunction.erf(-3)).isCloseTo(-0.9999779095030014, org.assertj.core.data.Offset.offset(1e-15));
        assertThat(ErrorFunction.erf(2.5)).isCloseTo(0.999593047982555, org.assertj.core.data.Offset.offset(1e-14));
    }
}
