package io.tacit.core.solve;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The promise of Stepping.PER_EXAMPLE on the engine that keeps it in float32. */
class PerExampleOnCpuTest {

    private static final int DIM = 5;

    private static Ode net() {
        return Ode.of(
                Program.of(g -> {
                    Expr z = g.example("z", DIM);
                    Expr h = g.param("w", 16, DIM).matmul(z).plus(g.shared("t")).tanh();
                    g.output("z", g.param("v", DIM, 16).matmul(h).times(3));
                }),
                "z");
    }

    private static FlatVector normal(String purpose, int length) {
        RandomKey key = RandomKey.of(2).with(purpose);
        FlatVector values = FlatVector.zeros(Precision.FLOAT32, length);
        for (int i = 0; i < length; i++) {
            values.set(i, key.gaussian(i));
        }
        return values;
    }

    private static Solution solve(Engine engine, int[] records) {
        FlatVector all = normal("records", 300 * DIM);
        Block z = engine.allocate(Kind.BATCHED, Shape.of(DIM), records.length);
        for (int b = 0; b < records.length; b++) {
            for (int i = 0; i < DIM; i++) {
                z.set(b, i, all.get(records[b] * DIM + i));
            }
        }
        Ode ode = net();
        Block theta = engine.vector(normal("theta", ode.field().layout().size()));
        Solver<Ode> solver = Dopri5.solver(1e-5).with(Stepping.PER_EXAMPLE);
        return solver.on(engine, ode).solve(new Problem(List.of(z), List.of(), theta, Span.of(0, 1), SaveAt.end()));
    }

    @Test
    @DisplayName("K4 any order, any batch, any number of threads: the same bits and the same steps for each record")
    void sameBits() {
        int[] order = RandomKey.of(1).permutation(300);
        int[] some = java.util.Arrays.copyOf(order, 37);
        try (Engine one = new CpuEngine(1);
                Engine two = new CpuEngine(2)) {
            Solution whole = solve(one, java.util.stream.IntStream.range(0, 300).toArray());
            Solution shuffled = solve(two, order);
            Solution part = solve(two, some);
            assertThat(whole.succeeded()).isTrue();
            for (int b = 0; b < order.length; b++) {
                assertSame(whole, order[b], shuffled, b);
            }
            for (int b = 0; b < some.length; b++) {
                assertSame(whole, some[b], part, b);
            }
        }
    }

    private static void assertSame(Solution a, int example, Solution b, int other) {
        assertThat(Ivp.row(b.end().get(0), other)).isEqualTo(Ivp.row(a.end().get(0), example));
        assertThat(b.report(other)).isEqualTo(a.report(example));
    }
}
