package io.tacit.core.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.LinearMap;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the Krylov space is used up before the cycle ends, and where it holds nothing of the solution. */
class GmresTest {

    private static final int EXAMPLES = 60;

    /** Solutions of A x = 1 for A = map(c, ·) with c between 0.5 and 2.7, one for each example. */
    private static Block solved(Engine engine, int n, BiFunction<Expr, Expr, Expr> map) {
        Program program = Program.trace(g -> {
            Expr c = g.example("c");
            Expr b = g.fill(Shape.of(n), 1).spread();
            return Gmres.of(1e-6).solve(LinearMap.of(b, v -> map.apply(c, v), v -> map.apply(c, v)), b);
        });
        Block c = engine.allocate(Kind.BATCHED, Shape.SCALAR, EXAMPLES);
        for (int i = 0; i < EXAMPLES; i++) {
            c.set(i, 0, factor(i));
        }
        Block x = engine.allocate(Kind.BATCHED, Shape.of(n), EXAMPLES);
        engine.compile(program).run(List.of(c), c, List.of(x), c);
        return x;
    }

    private static double factor(int example) {
        return 0.5 + 2.2 * example / (EXAMPLES - 1);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    @DisplayName("a multiple of the identity, whose space has one dimension, is solved for any factor and size")
    void usedUp(Precision precision) {
        try (Engine engine = new CpuEngine(precision, 1)) {
            for (int n : new int[] {1, 2, 3, 20, 100}) {
                Block x = solved(engine, n, (c, v) -> v.times(c));
                for (int i = 0; i < EXAMPLES; i++) {
                    assertThat(Math.abs(x.get(i, n - 1) * factor(i) - 1))
                            .as("c %s, n %s", factor(i), n)
                            .isLessThan(1e-5);
                }
            }
        }
    }

    @Test
    @DisplayName("where no cycle makes the residual smaller the solution is no number, not a wrong one")
    void useless() {
        try (Engine engine = new CpuEngine(Precision.FLOAT64, 1)) {
            Block x = solved(engine, 4, (c, v) -> v.times(0));
            assertThat(x.get(0, 0)).isNaN();
        }
    }
}
