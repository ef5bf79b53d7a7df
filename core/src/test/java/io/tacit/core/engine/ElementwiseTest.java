package io.tacit.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.engine.nd4j.Nd4jEngine;
import io.tacit.core.program.Binary;
import io.tacit.core.program.Elementwise;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import io.tacit.core.program.Unary;
import io.tacit.core.program.Where;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law of elementwise operations, on every engine: the function that {@link Elementwise#apply} defines, to a stated number of units in the last
 * place, over the whole range. NaN is NaN, infinities and subnormal numbers are numbers like others (infinity is the neighbour of the largest),
 * and a zero has its sign. An operation without a bound fails.
 */
class ElementwiseTest {

    private static final Engine CPU = new CpuEngine(1);
    private static final Engine CPU_DOUBLE = new CpuEngine(Precision.FLOAT64, 1);
    private static final Engine ND4J = new Nd4jEngine(Precision.FLOAT32);
    private static final Engine ND4J_DOUBLE = new Nd4jEngine(Precision.FLOAT64);
    private static final int RANDOM = 2000;

    /** Operations that IEEE 754 asks to be correctly rounded, or that choose one of their operands. */
    private static final double EXACT = 0;

    /**
     * Steps from one number to the next, at most, from the exact value rounded; the definition itself is within one unit of that. Elementary
     * functions of a few roundings each; a power has 16 where its logarithm is large.
     */
    private static final Map<Elementwise, Double> BOUNDS = Map.ofEntries(
            Map.entry(Unary.NEG, EXACT),
            Map.entry(Unary.ABS, EXACT),
            Map.entry(Unary.SIGN, EXACT),
            Map.entry(Unary.SQUARE, EXACT),
            Map.entry(Unary.RECIPROCAL, EXACT),
            Map.entry(Unary.SQRT, EXACT),
            Map.entry(Unary.RSQRT, 2.0),
            Map.entry(Unary.EXP, 2.0),
            Map.entry(Unary.LOG, 2.0),
            Map.entry(Unary.SIN, 2.0),
            Map.entry(Unary.COS, 2.0),
            Map.entry(Unary.TANH, 6.0),
            Map.entry(Unary.SIGMOID, 6.0),
            Map.entry(Unary.SOFTPLUS, 6.0),
            Map.entry(Unary.RELU, EXACT),
            Map.entry(Unary.STEP, EXACT),
            Map.entry(Unary.ERF, 6.0),
            Map.entry(Unary.STOP_GRADIENT, EXACT),
            Map.entry(Binary.ADD, EXACT),
            Map.entry(Binary.SUB, EXACT),
            Map.entry(Binary.MUL, EXACT),
            Map.entry(Binary.DIV, EXACT),
            Map.entry(Binary.MAX, EXACT),
            Map.entry(Binary.MIN, EXACT),
            Map.entry(Binary.POW, 16.0),
            Map.entry(Binary.LESS, EXACT),
            Map.entry(Binary.LESS_EQUAL, EXACT),
            Map.entry(Binary.EQUAL, EXACT),
            Map.entry(new Where(), EXACT));

    /** The series that defines erf has some thirty roundings of its own in float64. */
    private static final double SERIES = 32;

    @AfterAll
    static void close() throws Exception {
        CPU.close();
        CPU_DOUBLE.close();
        ND4J.close();
        ND4J_DOUBLE.close();
    }

    private record Case(Engine engine, Elementwise operation) {
        @Override
        public String toString() {
            return engine.info().name() + " " + engine.precision() + " " + operation.symbol();
        }
    }

    private static List<Elementwise> operations() {
        return Stream.of(Arrays.stream(Unary.values()), Arrays.stream(Binary.values()), Stream.of(new Where()))
                .<Elementwise>flatMap(s -> s)
                .toList();
    }

    private static Stream<Case> cases() {
        return Stream.of(CPU, CPU_DOUBLE, ND4J, ND4J_DOUBLE)
                .flatMap(engine -> operations().stream().map(op -> new Case(engine, op)));
    }

    @Test
    @DisplayName("every elementwise operation has a bound")
    void allHaveOne() {
        assertThat(Elementwise.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(Unary.class, Binary.class, Where.class);
        assertThat(BOUNDS.keySet()).containsExactlyInAnyOrderElementsOf(operations());
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("every operation is its definition at NaN, infinities, zeros, subnormal and all other numbers")
    void definition(Case c) {
        double[][] operands = operands(c.operation(), c.engine().precision());
        Role[] roles = new Role[operands.length];
        Arrays.fill(roles, Role.EXAMPLE);
        check(c, operands, roles, operands[0].length, 1);
    }

    @ParameterizedTest
    @MethodSource("cases")
    @DisplayName("the same where one operand is SHARED by all examples")
    void oneShared(Case c) {
        double[] numbers = special(c.engine().precision());
        int arity = arity(c.operation());
        for (int shared = 0; shared < arity && arity > 1; shared++) {
            double[][] operands = new double[arity][numbers.length * numbers.length];
            Role[] roles = new Role[arity];
            for (int j = 0; j < arity; j++) {
                roles[j] = j == shared ? Role.SHARED : Role.EXAMPLE;
                int by = j == shared ? 1 : numbers.length;
                int turn = j;
                Arrays.setAll(operands[j], i -> numbers[(i / by + (turn == 2 ? i : 0)) % numbers.length]);
            }
            check(c, operands, roles, numbers.length, numbers.length);
        }
    }

    @Test
    @DisplayName(
            "elu is eˣ − 1 also where that is small: to 16 units in the last place of the double precision function")
    void elu() {
        double[] x = {-1e-30, -1e-8, -1e-3, -0.3, -0.999, -1.001, -20, Double.NEGATIVE_INFINITY};
        for (Engine engine : List.of(CPU, CPU_DOUBLE, ND4J, ND4J_DOUBLE)) {
            Block in = engine.allocate(Kind.BATCHED, Shape.of(1), x.length);
            Block out = engine.allocate(Kind.BATCHED, Shape.of(1), x.length);
            Block none = engine.vector(FlatVector.zeros(engine.precision(), 0));
            in.load(FlatVector.of(x), 0);
            engine.compile(Program.trace(g -> g.example("a", 1).elu())).run(List.of(in), none, List.of(out), none);
            for (int i = 0; i < x.length; i++) {
                double exact = StrictMath.expm1(engine.precision().round(x[i]));
                assertThat(steps(engine.precision(), exact, out.get(i, 0)))
                        .as("elu(%s) of %s: expected %s, got %s", x[i], engine.info(), exact, out.get(i, 0))
                        .isLessThanOrEqualTo(16);
            }
        }
    }

    /** Operand values example after example; of a SHARED operand those of the first count. */
    private static void check(Case c, double[][] operands, Role[] roles, int examples, int size) {
        Engine engine = c.engine();
        Program program = Program.trace(g -> g.node(c.operation(), inputs(g, roles, size)));
        List<Block> arguments = new ArrayList<>();
        for (int j = 0; j < roles.length; j++) {
            boolean batched = roles[j] == Role.EXAMPLE;
            Program.Input input = program.arguments().get(j);
            Block block = engine.allocate(batched ? Kind.BATCHED : Kind.SHARED, input.shape(), batched ? examples : 1);
            block.load(FlatVector.of(Arrays.copyOf(operands[indexOf(input)], batched ? examples * size : size)), 0);
            arguments.add(block);
        }
        Block result =
                engine.allocate(Kind.BATCHED, program.results().get(0).expr().shape(), examples);
        Block none = engine.vector(FlatVector.zeros(engine.precision(), 0));
        engine.compile(program).run(arguments, none, List.of(result), none);
        FlatVector y = result.toVector(engine.precision());
        for (int i = 0; i < examples * size; i++) {
            int at = i;
            double[] x = IntStream.range(0, roles.length)
                    .mapToDouble(j -> operands[j][at])
                    .toArray();
            assertBound(c, x, y.get(i));
        }
    }

    private static int indexOf(Program.Input input) {
        return input.name().charAt(0) - 'a';
    }

    private static Expr[] inputs(Graph g, Role[] roles, int size) {
        return IntStream.range(0, roles.length)
                .mapToObj(j -> g.input(String.valueOf((char) ('a' + j)), Shape.of(size), roles[j]))
                .toArray(Expr[]::new);
    }

    private static void assertBound(Case c, double[] x, double got) {
        Precision precision = c.engine().precision();
        double exact = c.operation().apply(x);
        double expected = precision.round(exact);
        boolean series = c.operation() == Unary.ERF && precision == Precision.FLOAT64;
        double bound = series ? SERIES : BOUNDS.getOrDefault(c.operation(), -1.0);
        boolean same = Double.isNaN(expected) ? Double.isNaN(got) : steps(precision, expected, got) <= bound;
        boolean zeroWithSign = expected != 0 || got != 0 || 1 / expected == 1 / got;
        assertThat((same && zeroWithSign) || angle(c, x, exact, got))
                .as("%s of %s: expected %s within %s ulp, got %s", c, Arrays.toString(x), expected, bound, got)
                .isTrue();
    }

    /**
     * Engine cpu reduces angles with three parts of π/2: to 10⁻⁷ up to 10⁵, where a unit in the last place may be less, and to 10⁻⁵ up to 2²¹. What
     * is beyond has an angle of its own. In float64 all angles below 2⁴⁰ are within the bound.
     */
    private static boolean angle(Case c, double[] x, double exact, double got) {
        boolean wave = c.operation() == Unary.SIN || c.operation() == Unary.COS;
        if (!wave || !c.engine().info().name().equals("cpu") || !Double.isFinite(x[0])) {
            return false;
        }
        double a = Math.abs(x[0]);
        if (c.engine() == CPU_DOUBLE) {
            return a >= 0x1p40 && Math.abs(got) <= 1;
        }
        return a < 0x1p21 ? Math.abs(got - exact) <= (a <= 1e5 ? 1e-7 : 1e-5) : Math.abs(got) <= 1;
    }

    /** How many times the next number of this precision is taken from one to the other; 0 from 0 to −0. */
    private static double steps(Precision precision, double a, double b) {
        // The difference of two places in float64 may be more than a long holds.
        return Double.isNaN(b)
                ? Double.POSITIVE_INFINITY
                : BigInteger.valueOf(place(precision, a))
                        .subtract(BigInteger.valueOf(place(precision, b)))
                        .abs()
                        .doubleValue();
    }

    private static long place(Precision precision, double x) {
        long bits = precision == Precision.FLOAT32
                ? Float.floatToIntBits((float) Math.abs(x))
                : Double.doubleToLongBits(Math.abs(x));
        return x < 0 ? -bits : bits;
    }

    private static int arity(Elementwise operation) {
        return operation instanceof Unary ? 1 : operation instanceof Binary ? 2 : 3;
    }

    /** All pairs of special numbers (with Where's third operand going round), and random ones. */
    private static double[][] operands(Elementwise operation, Precision precision) {
        double[] special = special(precision);
        int n = special.length;
        double[][] operands = new double[arity(operation)][];
        for (int j = 0; j < operands.length; j++) {
            int turn = j;
            DoubleStream pairs = IntStream.range(0, n * n)
                    .mapToDouble(i -> special[turn == 0 ? i % n : turn == 1 ? i / n : (i + i / n) % n]);
            operands[j] = DoubleStream.concat(pairs, random(precision, 10 + j)).toArray();
        }
        return operands;
    }

    private static double[] special(Precision precision) {
        boolean single = precision == Precision.FLOAT32;
        double smallest = single ? Float.MIN_VALUE : Double.MIN_VALUE;
        double normal = single ? Float.MIN_NORMAL : Double.MIN_NORMAL;
        double largest = single ? Float.MAX_VALUE : Double.MAX_VALUE;
        double[] magnitudes = {
            0,
            smallest,
            3 * smallest,
            normal / 2,
            normal,
            1e-20,
            1e-8,
            0.3,
            0.5,
            1,
            1 + 0x1p-23,
            2,
            2.5,
            3,
            9,
            20,
            50,
            87,
            88.7,
            95,
            103,
            700,
            720,
            740,
            4194305,
            4194304.5,
            8388609,
            16777216,
            1e30,
            largest,
            Double.POSITIVE_INFINITY
        };
        return DoubleStream.concat(
                        DoubleStream.of(Double.NaN),
                        DoubleStream.of(magnitudes).map(precision::round).flatMap(m -> DoubleStream.of(m, -m)))
                .toArray();
    }

    /** Of every size that there is, and of ordinary size. */
    private static DoubleStream random(Precision precision, int seed) {
        Random r = new Random(seed);
        DoubleStream everywhere = DoubleStream.generate(() -> precision == Precision.FLOAT32
                        ? Float.intBitsToFloat(r.nextInt())
                        : Double.longBitsToDouble(r.nextLong()))
                .limit(RANDOM);
        DoubleStream ordinary = DoubleStream.generate(
                        () -> precision.round(r.nextGaussian() * Math.exp(2 * r.nextGaussian())))
                .limit(RANDOM);
        return DoubleStream.concat(everywhere, ordinary);
    }
}
