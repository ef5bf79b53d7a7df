package io.tacit.core.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Laws of both transforms, in float64, for every operation and for random compositions: jvp against central differences, ⟨u, Jv⟩ = ⟨Jᵀu, v⟩,
 * and at second order jvp-of-vjp against central differences of the vjp and against vjp-of-vjp (symmetry of second derivatives).
 *
 * <p>Tolerances: central differences with h = 1e-5 have error h²f'''/6 + ε f/h ≈ 1e-10 … 1e-9 for values of order 1 to 10; 2e-6 leaves room for
 * third derivatives of order 1e3. Identities between exact rules hold to rounding: 1e-10.
 */
class DerivativesTest {

    private static final int EXAMPLES = 3;
    private static final double H = 1e-5;
    private static final double DIFFERENCES = 2e-6;
    private static final double ROUNDING = 1e-10;

    record Case(String name, Function<Graph, Expr> body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Expr x(Graph g) {
        return g.example("x", 2, 3);
    }

    private static Expr y(Graph g) {
        return g.example("y", 2, 3);
    }

    private static Expr w(Graph g) {
        return g.param("w", 2, 3);
    }

    private static Expr positive(Expr e) {
        return e.square().plus(0.5);
    }

    static Stream<Case> operations() {
        return Stream.of(
                new Case("add sub mul", g -> x(g).plus(y(g)).minus(w(g)).times(y(g))),
                new Case("div", g -> x(g).over(positive(w(g))).plus(w(g).over(positive(y(g))))),
                new Case("broadcast", g -> x(g).times(g.param("row", 3))
                        .plus(g.param("column", 2, 1))
                        .plus(g.shared("t"))),
                new Case("negate abs", g -> x(g).negate().times(y(g).abs())),
                new Case("sign", g -> x(g).sign().times(y(g))),
                new Case("exp log sqrt rsqrt", g -> positive(x(g))
                        .log()
                        .plus(positive(y(g)).sqrt())
                        .plus(w(g).exp())
                        .times(positive(x(g)).rsqrt())),
                new Case("reciprocal", g -> positive(x(g)).reciprocal().times(y(g))),
                new Case("sin cos tanh", g -> x(g).sin().plus(y(g).cos()).times(w(g).tanh())),
                new Case("sigmoid softplus", g -> x(g).sigmoid().times(y(g).softplus())),
                new Case("relu leaky elu", g -> x(g).relu()
                        .plus(y(g).leakyRelu(0.1))
                        .plus(x(g).elu())
                        .times(w(g))),
                new Case("swish gelu erf", g -> x(g).swish().plus(y(g).gelu()).plus(w(g).erf())),
                new Case(
                        "pow", g -> positive(x(g)).pow(y(g)).plus(positive(w(g)).pow(1.7))),
                new Case("max min", g -> x(g).max(y(g)).plus(x(g).min(w(g)))),
                new Case("where", g -> x(g).less(y(g)).where(x(g).square(), w(g).times(y(g)))),
                new Case("comparisons", g -> x(g).lessOrEqual(y(g))
                        .times(x(g))
                        .plus(x(g).equal(y(g)).times(w(g)))),
                new Case("matrix vector", g -> g.param("m", 4, 3)
                        .matmul(g.example("v", 3).tanh())),
                new Case("vector matrix", g -> g.example("v", 3).tanh().matmul(g.param("m", 3, 4))),
                new Case("matrix matrix", g -> x(g).matmul(y(g).transpose()).matmul(w(g))),
                new Case(
                        "both transposed",
                        g -> x(g).transpose().matmul(w(g).tanh()).transpose().matmul(y(g).transpose())),
                new Case(
                        "transposed products",
                        g -> g.node(
                                new MatMul(MatMul.Form.TRANSPOSED, MatMul.Form.TRANSPOSED),
                                x(g).square(),
                                g.param("m", 4, 2).sin())),
                new Case("concat slice", g -> g.concat(1, x(g).square(), y(g))
                        .slice(1, 2, 3)
                        .times(w(g))
                        .slice(0, 1, 1)),
                new Case(
                        "reshape permute",
                        g -> x(g).sin().reshape(3, 2).matmul(y(g).reshape(2, 3).square())),
                new Case("permute 3", g -> g.example("c", 2, 3, 4)
                        .square()
                        .permute(List.of(2, 0, 1))
                        .sum(0)
                        .times(w(g))),
                new Case("sum mean", g -> x(g).square()
                        .sum(1)
                        .plus(y(g).square().mean(1))
                        .plus(w(g).exp().mean())),
                new Case("dot norm", g -> x(g).dot(y(g)).times(w(g).plus(x(g)).norm())),
                new Case("max axes", g -> x(g).square().max(1).plus(y(g).min(1))),
                new Case("softmax", g -> x(g).times(w(g)).softmax(1)),
                new Case("log-sum-exp", g -> x(g).times(w(g)).logSumExp(0)),
                new Case("conv2d", g -> g.example("image", 2, 5, 4).tanh().conv2d(g.param("kernel", 3, 2, 3, 2), 2, 1)),
                new Case("conv2d of batched kernel", g -> g.example("image", 1, 3, 3)
                        .conv2d(g.example("kernel", 2, 1, 2, 2).sin(), 1, 0)),
                new Case(
                        "mean over examples",
                        g -> x(g).minus(x(g).meanExamples().spread()).square().times(w(g))),
                new Case("batch normalisation", g -> {
                    Expr centred = x(g).minus(x(g).meanExamples());
                    Expr variance = centred.square().meanExamples();
                    return centred.times(variance.plus(0.1).rsqrt()).times(w(g));
                }),
                new Case("shared only", g -> w(g).square()
                        .sum()
                        .exp()
                        .times(g.shared("t").sin())
                        .times(0.1)),
                new Case(
                        "sum over examples of shared",
                        g -> w(g).square().spread().times(x(g)).sumExamples().tanh()));
    }

    static Stream<Case> compositions() {
        return new Random(7).longs(40).mapToObj(seed -> new Case("seed " + seed, g -> random(g, new Random(seed))));
    }

    /** Ten random operations over x, y, w and t, each bounded so that values stay of order 1. */
    private static Expr random(Graph g, Random r) {
        Expr[] pool = {x(g), y(g), w(g), g.shared("t").broadcast(Shape.of(2, 3))};
        Expr last = pool[0];
        for (int i = 0; i < 10; i++) {
            Expr a = pool[r.nextInt(4)];
            last = switch (r.nextInt(9)) {
                case 0 -> last.plus(a).tanh();
                case 1 -> last.times(a).sin();
                case 2 -> last.sigmoid().minus(a);
                case 3 -> last.over(a.square().plus(1));
                case 4 -> last.softmax(r.nextInt(2)).times(a);
                case 5 ->
                    last.matmul(a.transpose())
                            .matmul(pool[r.nextInt(4)])
                            .times(0.3)
                            .tanh();
                case 6 -> g.concat(0, last, a).slice(0, 1, 2);
                case 7 -> last.minus(last.mean(1).reshape(2, 1)).softplus();
                default ->
                    last.plus(last.kind() == Kind.BATCHED ? last.meanExamples() : a)
                            .gelu();
            };
            pool[r.nextInt(4)] = last;
        }
        return last;
    }

    @ParameterizedTest
    @MethodSource({"operations", "compositions"})
    @DisplayName("jvp equals central differences")
    void jvpAgainstDifferences(Case c) {
        Program p = Program.trace(c.body());
        Program jvp = p.jvp(names(p));
        Map<String, double[][]> in = randomInputs(jvp, 1);
        double[][] expected = differences(p, in, "d.", "value");
        assertClose(Interpreter.run(jvp, EXAMPLES, in).get("d.value"), expected, DIFFERENCES);
    }

    @ParameterizedTest
    @MethodSource({"operations", "compositions"})
    @DisplayName("⟨u, Jv⟩ = ⟨Jᵀu, v⟩")
    void vjpIsTransposeOfJvp(Case c) {
        Program p = Program.trace(c.body());
        assertTranspose(p, 2);
    }

    @ParameterizedTest
    @MethodSource({"operations", "compositions"})
    @DisplayName("second order: jvp of vjp equals central differences of vjp, and both transforms of it are transposes")
    void secondOrder(Case c) {
        Program p = Program.trace(c.body());
        Program vjp = p.vjp(names(p));
        Program second = vjp.jvp(names(p));
        Map<String, double[][]> in = randomInputs(second, 3);
        Map<String, double[][]> got = Interpreter.run(second, EXAMPLES, in);
        for (String name : names(p)) {
            assertClose(got.get("d.adj." + name), differences(vjp, in, "d.", "adj." + name), DIFFERENCES);
        }
        assertTranspose(vjp, 4);
        assertTranspose(p.jvp(names(p)), 5);
    }

    private static void assertTranspose(Program p, int seed) {
        Program jvp = p.jvp(names(p));
        Program vjp = p.vjp(names(p));
        Map<String, double[][]> in = randomInputs(jvp, seed);
        in.putAll(randomInputs(vjp, seed));
        Map<String, double[][]> forward = Interpreter.run(jvp, EXAMPLES, in);
        Map<String, double[][]> reverse = Interpreter.run(vjp, EXAMPLES, in);
        String d = "d" + (p.forwardOrder() == 0 ? "" : p.forwardOrder() + 1) + ".";
        String adj = "adj" + (p.reverseOrder() == 0 ? "" : p.reverseOrder() + 1) + ".";
        double left = 0;
        for (Program.Output o : p.outputs()) {
            left += inner(in.get(adj + o.name()), forward.get(d + o.name()));
        }
        double right = 0;
        for (String name : names(p)) {
            right += inner(reverse.get(adj + name), in.get(d + name));
        }
        assertThat(left).isCloseTo(right, org.assertj.core.data.Offset.offset(ROUNDING * (1 + Math.abs(left))));
    }

    private static String[] names(Program p) {
        return p.inputs().stream().map(Program.Input::name).toArray(String[]::new);
    }

    private static double inner(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                sum += a[i][j] * b[i][j];
            }
        }
        return sum;
    }

    /** (p(x + h dx) − p(x − h dx)) / 2h for one output. */
    private static double[][] differences(Program p, Map<String, double[][]> in, String tangent, String output) {
        double[][] up = Interpreter.run(p, EXAMPLES, shifted(p, in, tangent, H)).get(output);
        double[][] down =
                Interpreter.run(p, EXAMPLES, shifted(p, in, tangent, -H)).get(output);
        double[][] slope = new double[up.length][];
        for (int i = 0; i < up.length; i++) {
            slope[i] = new double[up[i].length];
            for (int j = 0; j < up[i].length; j++) {
                slope[i][j] = (up[i][j] - down[i][j]) / (2 * H);
            }
        }
        return slope;
    }

    private static Map<String, double[][]> shifted(Program p, Map<String, double[][]> in, String tangent, double h) {
        Map<String, double[][]> moved = new HashMap<>();
        for (Program.Input input : p.inputs()) {
            double[][] x = in.get(input.name());
            double[][] d = in.get(tangent + input.name());
            double[][] sum = new double[x.length][x[0].length];
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x[i].length; j++) {
                    sum[i][j] = x[i][j] + (d == null ? 0 : h * d[i][j]);
                }
            }
            moved.put(input.name(), sum);
        }
        return moved;
    }

    private static Map<String, double[][]> randomInputs(Program p, int seed) {
        Map<String, double[][]> in = new LinkedHashMap<>();
        for (Program.Input input : p.inputs()) {
            Random r = new Random(31L * seed + input.name().hashCode());
            double[][] rows = new double[input.role() == Role.EXAMPLE ? EXAMPLES : 1]
                    [input.shape().size()];
            for (double[] row : rows) {
                java.util.Arrays.setAll(row, i -> r.nextGaussian());
            }
            in.put(input.name(), rows);
        }
        return in;
    }

    private static void assertClose(double[][] got, double[][] expected, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                double scale = 1 + Math.abs(expected[i][j]);
                assertThat(got[i][j]).isCloseTo(expected[i][j], org.assertj.core.data.Offset.offset(tolerance * scale));
            }
        }
    }
}
