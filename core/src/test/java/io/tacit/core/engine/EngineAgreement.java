package io.tacit.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.program.Interpreter;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * The law of every engine: it gives the values of the {@link Interpreter}. Tried on a Program, both its derivatives, and the forward derivative
 * of its reverse derivative, whose parameter cotangents go to the gradient.
 *
 * <p>Errors are relative to {@code 1 + the largest value} of an output, since what cancels inside an output loses digits in any arithmetic. What
 * is not finite has to be so in both. Where no argument or result is BATCHED, one example is meant.
 */
public final class EngineAgreement {

    private final Engine engine;
    private final double tolerance;

    public EngineAgreement(Engine engine, double tolerance) {
        this.engine = engine;
        this.tolerance = tolerance;
    }

    /** The Program, its jvp, its vjp, and the vjp's jvp. */
    public void checkWithDerivatives(Program p, int examples) {
        String[] names = p.inputs().stream().map(Program.Input::name).toArray(String[]::new);
        Program reverse = p.vjpWithParams(names);
        check(p, examples, 1);
        check(p.jvp(names), examples, 2);
        check(reverse, examples, 3);
        check(reverse.jvp(names), examples, 4);
    }

    /** Runs twice, so that what a first run leaves behind would be seen. */
    public void check(Program p, int examples, long seed) {
        Executable executable = engine.compile(p);
        check(executable, examples, seed);
        check(executable, examples, seed + 1000);
    }

    /** One run. */
    public void check(Executable executable, int examples, long seed) {
        Program p = executable.program();
        Map<String, double[][]> in = inputs(p, examples, seed);
        Map<String, double[][]> expected = Interpreter.run(p, examples, in);
        List<Block> arguments = new ArrayList<>();
        p.arguments().forEach(i -> arguments.add(block(i, in.get(i.name()))));
        List<Block> results = new ArrayList<>();
        p.results()
                .forEach(o ->
                        results.add(engine.allocate(o.expr().kind(), o.expr().shape(), examples)));
        Block gradient =
                engine.vector(FlatVector.zeros(engine.precision(), p.layout().size()));
        gradient.fill(1);
        executable.run(arguments, theta(p, in), results, gradient);
        for (int i = 0; i < results.size(); i++) {
            Program.Output o = p.results().get(i);
            assertClose(p, o.name(), results.get(i).toVector(engine.precision()), 0, flat(expected.get(o.name())));
        }
        checkGradient(p, expected, gradient.toVector(engine.precision()));
    }

    /** The gradient was 1 everywhere; cotangents are added. */
    private void checkGradient(Program p, Map<String, double[][]> expected, FlatVector gradient) {
        for (Program.Output o : p.outputs()) {
            o.gradientOf().ifPresent(param -> {
                double[] sum = Arrays.stream(flat(expected.get(o.name())))
                        .map(v -> v + 1)
                        .toArray();
                assertClose(p, o.name(), gradient, p.layout().entry(param).offset(), sum);
            });
        }
    }

    private Block block(Program.Input input, double[][] rows) {
        Block block =
                engine.allocate(input.role() == Role.EXAMPLE ? Kind.BATCHED : Kind.SHARED, input.shape(), rows.length);
        block.load(FlatVector.of(flat(rows)), 0);
        return block;
    }

    private Block theta(Program p, Map<String, double[][]> in) {
        FlatVector theta = FlatVector.zeros(engine.precision(), p.layout().size());
        for (ParamLayout.Entry e : p.layout().entries()) {
            double[] values = flat(in.get(e.name()));
            for (int i = 0; i < values.length; i++) {
                theta.set(e.offset() + i, values[i]);
            }
        }
        return engine.vector(theta);
    }

    /** Normal values, rounded to what the engine can hold. */
    private Map<String, double[][]> inputs(Program p, int examples, long seed) {
        Map<String, double[][]> in = new LinkedHashMap<>();
        for (Program.Input input : p.inputs()) {
            Random r = new Random(31L * seed + input.name().hashCode());
            double[][] rows = new double[input.role() == Role.EXAMPLE ? examples : 1]
                    [input.shape().size()];
            for (double[] row : rows) {
                Arrays.setAll(row, i -> engine.precision().round(r.nextGaussian()));
            }
            in.put(input.name(), rows);
        }
        return in;
    }

    private void assertClose(Program p, String output, FlatVector got, int offset, double[] expected) {
        double scale = 1
                + DoubleStream.of(expected)
                        .map(Math::abs)
                        .filter(Double::isFinite)
                        .max()
                        .orElse(0);
        for (int i = 0; i < expected.length; i++) {
            double v = got.get(offset + i);
            boolean close = Math.abs(v - expected[i]) <= tolerance * scale;
            boolean neitherFinite = !Double.isFinite(v) && !Double.isFinite(expected[i]);
            assertThat(close || neitherFinite)
                    .as("%s[%d]: expected %s, got %s, values up to %s, in%n%s", output, i, expected[i], v, scale, p)
                    .isTrue();
        }
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
