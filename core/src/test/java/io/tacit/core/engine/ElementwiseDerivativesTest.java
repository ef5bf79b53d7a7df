package io.tacit.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.engine.nd4j.Nd4jEngine;
import io.tacit.core.program.Binary;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Interpreter;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.program.Unary;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where numbers end, derivatives are on every engine what they are by the definitions of their operations, each rounded to the engine's precision: NaN
 * where that is NaN, and else as near as the roundings of a few functions leave it. Infinity is the neighbour of the largest number.
 */
class ElementwiseDerivativesTest {

    private static final Engine CPU = new CpuEngine(1);
    private static final List<Engine> ENGINES = List.of(
            CPU,
            new CpuEngine(Precision.FLOAT64, 1),
            new Nd4jEngine(Precision.FLOAT32),
            new Nd4jEngine(Precision.FLOAT64));

    /** Roundings of a power, twice, and of what it is multiplied with; of numbers with an exponent as large as they may be. */
    private static final double ROUNDINGS = 256;

    /** What is 1 − y of a rounded y somewhere in it is right to roundings of 1. */
    private static final Set<String> CANCELLING = Set.of("tanh", "sigmoid", "swish", "gelu");

    /** Engine cpu takes angles beyond for others. */
    private static final double LARGEST_ANGLE = 1e5;

    private static final double LARGEST_ANGLE_IN_FLOAT64 = 0x1p40;

    @AfterAll
    static void close() throws Exception {
        for (Engine engine : ENGINES) {
            engine.close();
        }
    }

    private record Case(Engine engine, String name, Program program) {
        @Override
        public String toString() {
            return engine.info().name() + " " + engine.precision() + " " + name;
        }
    }

    private static Stream<Case> cases() {
        return ENGINES.stream()
                .flatMap(engine -> programs().entrySet().stream().map(p -> new Case(engine, p.getKey(), p.getValue())));
    }

    private static Map<String, Program> programs() {
        Map<String, Program> programs = new TreeMap<>();
        for (Unary f : Unary.values()) {
            programs.put(f.symbol(), ofOne(x -> x.graph().node(f, x)));
        }
        for (Binary f : Binary.values()) {
            programs.put(f.symbol(), Program.trace(g -> g.node(f, g.example("a", 1), g.example("b", 1))));
        }
        programs.put("elu", ofOne(Expr::elu));
        programs.put("leaky relu", ofOne(x -> x.leakyRelu(0.01)));
        programs.put("swish", ofOne(Expr::swish));
        programs.put("gelu", ofOne(Expr::gelu));
        return programs;
    }

    private static Program ofOne(UnaryOperator<Expr> f) {
        return Program.trace(g -> f.apply(g.example("a", 1)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName(
            "values and derivatives end where the definitions end, at NaN, infinities, zeros, subnormal and all other numbers")
    void definition(Case c) {
        Program reverse = c.program().vjp(names(c.program()));
        double[][] operands = operands(c);
        int examples = operands[0].length;
        Map<String, double[][]> inputs = new HashMap<>();
        List<Block> arguments = new ArrayList<>();
        for (Program.Input input : reverse.arguments()) {
            double[] values =
                    operands[input.name().equals("a") ? 0 : input.name().equals("b") ? 1 : 2];
            inputs.put(
                    input.name(),
                    Arrays.stream(values).mapToObj(v -> new double[] {v}).toArray(double[][]::new));
            arguments.add(c.engine().allocate(Kind.BATCHED, Shape.of(1), examples));
            arguments.get(arguments.size() - 1).load(FlatVector.of(values), 0);
        }
        List<Block> results = reverse.results().stream()
                .map(o -> c.engine().allocate(o.expr().kind(), Shape.of(1), examples))
                .toList();
        Block none = c.engine().vector(FlatVector.zeros(c.engine().precision(), 0));
        c.engine().compile(reverse).run(arguments, none, results, none);
        Map<String, double[][]> expected = Interpreter.run(c.engine().precision(), reverse, examples, inputs);
        for (int r = 0; r < results.size(); r++) {
            String output = reverse.results().get(r).name();
            double[][] rows = expected.get(output);
            for (int i = 0; i < examples; i++) {
                assertSame(
                        c,
                        output,
                        operands,
                        i,
                        rows[rows.length == 1 ? 0 : i][0],
                        results.get(r).get(rows.length == 1 ? 0 : i, 0));
            }
        }
    }

    private static String[] names(Program program) {
        return program.inputs().stream().map(Program.Input::name).toArray(String[]::new);
    }

    private static void assertSame(Case c, String output, double[][] operands, int i, double expected, double got) {
        boolean wave = c.name().equals("sin") || c.name().equals("cos");
        boolean cpu = c.engine().info().name().equals("cpu");
        double largest = c.engine() == CPU ? LARGEST_ANGLE : LARGEST_ANGLE_IN_FLOAT64;
        if (wave && cpu && Double.isFinite(expected) && Math.abs(operands[0][i]) > largest) {
            return;
        }
        boolean single = c.engine().precision() == Precision.FLOAT32;
        double unit = single ? 0x1p-24 : 0x1p-53;
        double smallest = single ? Float.MIN_VALUE : Double.MIN_VALUE;
        double limited = limited(expected, single);
        double near =
                ROUNDINGS * (unit * Math.max(CANCELLING.contains(c.name()) ? 1 : 0, Math.abs(limited)) + smallest);
        // NaN compares as equal to NaN alone.
        assertThat(Double.compare(expected, got) == 0 || Math.abs(limited(got, single) - limited) <= near)
                .as(
                        "%s of %s, %s at %s: expected %s, got %s",
                        output, c, List.of(names(c.program())), Arrays.toString(at(operands, i)), expected, got)
                .isTrue();
    }

    /** Infinity is the neighbour of the largest number. */
    private static double limited(double x, boolean single) {
        double largest = single ? Float.MAX_VALUE : Double.MAX_VALUE;
        return Math.max(-largest, Math.min(largest, x));
    }

    private static double[] at(double[][] operands, int i) {
        return Arrays.stream(operands).mapToDouble(x -> x[i]).toArray();
    }

    /** All pairs of numbers, and the cotangent. */
    private static double[][] operands(Case c) {
        double[] numbers = numbers(c.engine().precision());
        int n = numbers.length;
        return new double[][] {
            IntStream.range(0, n * n).mapToDouble(i -> numbers[i % n]).toArray(),
            IntStream.range(0, n * n).mapToDouble(i -> numbers[i / n]).toArray(),
            DoubleStream.generate(() -> 1.25).limit((long) n * n).toArray()
        };
    }

    private static double[] numbers(Precision precision) {
        boolean single = precision == Precision.FLOAT32;
        double[] magnitudes = {
            0,
            single ? Float.MIN_VALUE : Double.MIN_VALUE,
            (single ? Float.MIN_NORMAL : Double.MIN_NORMAL) / 2,
            1e-20,
            1e-8,
            0.3,
            1,
            2,
            3,
            20,
            50,
            95,
            720,
            16777216,
            1e30,
            single ? Float.MAX_VALUE : Double.MAX_VALUE,
            Double.POSITIVE_INFINITY
        };
        return DoubleStream.concat(
                        DoubleStream.of(Double.NaN),
                        DoubleStream.of(magnitudes).map(precision::round).flatMap(m -> DoubleStream.of(m, -m)))
                .toArray();
    }
}
