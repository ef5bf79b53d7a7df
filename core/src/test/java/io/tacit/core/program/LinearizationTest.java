package io.tacit.core.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.random.RandomKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forward and pullback together are the vjp. */
class LinearizationTest {

    private static final int EXAMPLES = 3;

    private static Program net() {
        return Program.of(g -> {
            Expr z = g.example("z", 4);
            Expr t = g.shared("t");
            Expr gate = g.param("g", 5).times(t).sigmoid();
            Expr y = g.param("w", 5, 4).matmul(z).times(gate).tanh();
            Expr x = g.param("v", 4, 5).matmul(y);
            g.output("value", x.times(z.sin()).plus(z));
            g.output("size", x.square().sum().plus(1).log());
        });
    }

    private static Map<String, double[][]> values(Program program, long seed) {
        RandomKey key = RandomKey.of(seed);
        Map<String, double[][]> values = new HashMap<>();
        for (Program.Input input : program.inputs()) {
            double[][] rows = new double[input.role() == Role.EXAMPLE ? EXAMPLES : 1]
                    [input.shape().size()];
            for (int b = 0; b < rows.length; b++) {
                int example = b;
                Arrays.setAll(rows[b], i -> key.with(input.name()).with(example).gaussian(i));
            }
            values.put(input.name(), rows);
        }
        return values;
    }

    @Test
    @DisplayName("pullback after forward gives the results and gradients of the vjp")
    void together() {
        Program net = net();
        Program vjp = net.vjpWithParams("z", "t").select("adj.z", "adj.t", "adj.g", "adj.w", "adj.v");
        Linearization split = Linearization.of(List.of(
                new Linearization.Pair(net, vjp),
                new Linearization.Pair(
                        net.select("size"), net.select("size").vjp("z").select("adj.z"))));
        Linearization.Part part = split.parts().get(0);
        Map<String, double[][]> inputs = values(vjp, 1);
        Map<String, double[][]> expected = Interpreter.run(vjp, EXAMPLES, inputs);

        Map<String, double[][]> forward = Interpreter.run(part.forward(), EXAMPLES, inputs);
        inputs.putAll(forward);
        Map<String, double[][]> got = Interpreter.run(part.pullback(), EXAMPLES, inputs);

        assertThat(part.pullback().outputs())
                .extracting(Program.Output::gradientOf)
                .isEqualTo(
                        vjp.outputs().stream().map(Program.Output::gradientOf).toList());
        expected.forEach((name, rows) -> {
            for (int b = 0; b < rows.length; b++) {
                assertThat(got.get(name)[b]).containsExactly(rows[b], within(1e-14));
            }
        });
        assertThat(Interpreter.run(net, EXAMPLES, inputs).get("value")).isEqualTo(forward.get("value"));
    }

    @Test
    @DisplayName("products are handed over, what follows from them is not")
    void residuals() {
        Program net = net();
        Linearization split = Linearization.of(List.of(
                new Linearization.Pair(net, net.vjpWithParams("z").select("adj.z", "adj.g", "adj.w", "adj.v"))));
        // w·z (for the gate), its tanh, v·y, sin z, 1 / (1 + |x|²) and cos z
        assertThat(split.residuals()).hasSize(6);
        assertThat(split.parts().get(0).pullback().nodes().stream().filter(e -> e.op() == Unary.TANH))
                .isEmpty();
        assertThat(split.parts().get(0).residuals()).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @ParameterizedTest
    @MethodSource({"io.tacit.core.program.ProgramCases#inner", "io.tacit.core.root.RootCases#float64"})
    @DisplayName(
            "roots and linear solutions are handed over: the pullback gives the vjp's gradients and searches nothing again")
    void roots(ProgramCases.Case c) {
        Program layer = c.program();
        String[] names = layer.inputs().stream().map(Program.Input::name).toArray(String[]::new);
        String[] gradients = layer.inputs().stream().map(i -> "adj." + i.name()).toArray(String[]::new);
        Program vjp = layer.vjp(names).select(gradients);
        Linearization.Part part = Linearization.of(List.of(new Linearization.Pair(layer, vjp)))
                .parts()
                .get(0);
        Map<String, double[][]> inputs = values(vjp, 1);
        Map<String, double[][]> expected = Interpreter.run(vjp, EXAMPLES, inputs);
        inputs.putAll(Interpreter.run(part.forward(), EXAMPLES, inputs));
        Map<String, double[][]> got = Interpreter.run(part.pullback(), EXAMPLES, inputs);
        expected.forEach((name, rows) -> assertThat(got.get(name)).isDeepEqualTo(rows));
        assertThat(searches(part.forward()).containsAll(searches(layer))).isTrue();
        assertThat(Collections.disjoint(searches(part.pullback()), searches(layer)))
                .isTrue();
    }

    private static List<Op> searches(Program p) {
        return p.nodes().stream()
                .map(Expr::op)
                .filter(op -> op instanceof Iterate)
                .toList();
    }
}
