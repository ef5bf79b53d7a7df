package io.tacit.core.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
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

    @ParameterizedTest
    @MethodSource({
        "io.tacit.core.program.ProgramCases#operations",
        "io.tacit.core.program.ProgramCases#inner",
        "io.tacit.core.root.RootCases#float64",
        "io.tacit.core.program.ProgramCases#compositions"
    })
    @DisplayName("jvp equals central differences")
    void jvpAgainstDifferences(ProgramCases.Case c) {
        Program p = c.program();
        Program jvp = p.jvp(names(p));
        Map<String, double[][]> in = randomInputs(jvp, 1);
        double[][] expected = differences(p, in, "d.", "value");
        assertClose(Interpreter.run(jvp, EXAMPLES, in).get("d.value"), expected, DIFFERENCES);
    }

    @ParameterizedTest
    @MethodSource({
        "io.tacit.core.program.ProgramCases#operations",
        "io.tacit.core.program.ProgramCases#inner",
        "io.tacit.core.root.RootCases#float64",
        "io.tacit.core.program.ProgramCases#compositions"
    })
    @DisplayName("⟨u, Jv⟩ = ⟨Jᵀu, v⟩")
    void vjpIsTransposeOfJvp(ProgramCases.Case c) {
        Program p = c.program();
        assertTranspose(p, 2);
    }

    @ParameterizedTest
    @MethodSource({
        "io.tacit.core.program.ProgramCases#operations",
        "io.tacit.core.program.ProgramCases#inner",
        "io.tacit.core.root.RootCases#float64",
        "io.tacit.core.program.ProgramCases#compositions"
    })
    @DisplayName("second order: jvp of vjp equals central differences of vjp, and both transforms of it are transposes")
    void secondOrder(ProgramCases.Case c) {
        Program p = c.program();
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
