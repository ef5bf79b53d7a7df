package io.tacit.core.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.program.Interpreter;
import io.tacit.core.program.Kind;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetTest {

    private static final Net FIELD = Net.field(Sequential.mlp(ConcatSquash::of, Activation.TANH, 4, 2), 2);

    @Test
    void namesParametersByPlace() {
        assertThat(FIELD.program().layout().entries())
                .extracting(ParamLayout.Entry::name)
                .containsExactly(
                        "0.weight",
                        "0.bias",
                        "0.gate",
                        "0.gateBias",
                        "0.shift",
                        "2.weight",
                        "2.bias",
                        "2.gate",
                        "2.gateBias",
                        "2.shift");
        assertThat(FIELD.program().layout().entry("2.weight").shape()).containsExactly(2, 4);
    }

    @Test
    void concatSquashIsItsFormula() {
        Net layer = Net.field(ConcatSquash.of(1), 1);
        FlatVector theta = layer.initial(Precision.FLOAT64, RandomKey.of(1));
        Map<String, double[][]> in =
                inputs(layer, theta, Map.of("z", new double[][] {{0.7}}, "t", new double[][] {{0.3}}));
        double w = theta.get(0);
        double b = theta.get(1);
        double g = theta.get(2);
        double c = theta.get(3);
        double h = theta.get(4);
        double expected = (w * 0.7 + b) / (1 + Math.exp(-(g * 0.3 + c))) + h * 0.3;
        assertThat(Interpreter.run(layer.program(), 1, in).get("z")[0][0]).isCloseTo(expected, within(1e-15));
    }

    @Test
    void gatesAreComputedOnceForAllExamples() {
        assertThat(FIELD.program().nodes().stream()
                        .filter(e -> e.op() == io.tacit.core.program.Unary.SIGMOID)
                        .allMatch(e -> e.kind() == Kind.SHARED))
                .isTrue();
    }

    @Test
    void timeCanBeConcatenated() {
        Net net = Net.field(
                Sequential.of(new ConcatTime(Dense.of(3)), Activation.SOFTPLUS, new ConcatTime(Dense.of(2))), 2);
        assertThat(net.program().layout().entry("0.weight").shape()).containsExactly(3, 3);
    }

    @Test
    void initialValuesBelongToTheirParameter() {
        FlatVector first = FIELD.initial(Precision.FLOAT32, RandomKey.of(5));
        FlatVector again = FIELD.initial(Precision.FLOAT32, RandomKey.of(5));
        assertThat(first).isEqualTo(again).isNotEqualTo(FIELD.initial(Precision.FLOAT32, RandomKey.of(6)));
        Net wider = Net.field(Sequential.mlp(ConcatSquash::of, Activation.TANH, 4, 4, 2), 2);
        assertThat(wider.initial(Precision.FLOAT32, RandomKey.of(5)).get(0)).isEqualTo(first.get(0));
    }

    @Test
    void initializersHaveTheirVariance() {
        RandomKey key = RandomKey.of(3);
        List<Integer> shape = List.of(300, 200);
        assertThat(variance(Initializer.glorot(), shape, key)).isCloseTo(2.0 / 500, within(1e-4));
        assertThat(variance(Initializer.he(), shape, key)).isCloseTo(2.0 / 200, within(3e-4));
        assertThat(variance(Initializer.fanIn(200), shape, key)).isCloseTo(1.0 / 200 / 3, within(5e-5));
        assertThat(variance(Initializer.normal(1).scaled(0.5), shape, key)).isCloseTo(0.25, within(5e-3));
    }

    @Test
    void aFieldGivesWhatItTakes() {
        assertThatThrownBy(() -> Net.field(Dense.of(3), 2))
                .hasMessageContaining("[2]")
                .hasMessageContaining("[3]");
    }

    private static double variance(Initializer rule, List<Integer> shape, RandomKey key) {
        int n = shape.stream().reduce(1, (a, b) -> a * b);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.pow(rule.value(shape, key, i), 2);
        }
        return sum / n;
    }

    /** Parameters of θ by name, beside the given inputs. */
    public static Map<String, double[][]> inputs(Net net, FlatVector theta, Map<String, double[][]> given) {
        Map<String, double[][]> in = new HashMap<>(given);
        for (ParamLayout.Entry e : net.program().layout().entries()) {
            double[] values = new double[e.shape().stream().reduce(1, (a, b) -> a * b)];
            java.util.Arrays.setAll(values, i -> theta.get(e.offset() + i));
            in.put(e.name(), new double[][] {values});
        }
        return in;
    }
}
