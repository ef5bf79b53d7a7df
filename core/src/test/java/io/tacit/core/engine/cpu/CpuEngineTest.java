package io.tacit.core.engine.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.EngineAgreement;
import io.tacit.core.engine.Executable;
import io.tacit.core.engine.cpu.codegen.Kernels;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.ProgramCases.Case;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cpu engine gives the plain evaluation's values to the accuracy of its precision, and promises about bits hold. */
class CpuEngineTest {

    private static final CpuEngine ONE = new CpuEngine(1);
    private static final CpuEngine THREE = new CpuEngine(3);
    private static final CpuEngine SCALAR = new CpuEngine(2, Kernels.scalarFloats());
    private static final CpuEngine DOUBLE = new CpuEngine(Precision.FLOAT64, 1);
    private static final CpuEngine DOUBLE_THREE = new CpuEngine(Precision.FLOAT64, 3);
    private static final CpuEngine DOUBLE_SCALAR = new CpuEngine(2, Kernels.scalarDoubles());
    private static final int D = 3;
    private static final int H = 20;

    @ParameterizedTest
    @MethodSource({
        "io.tacit.core.program.ProgramCases#operations",
        "io.tacit.core.program.ProgramCases#layouts",
        "io.tacit.core.program.ProgramCases#products",
        "io.tacit.core.program.ProgramCases#inner",
        "io.tacit.core.program.ProgramCases#compositions",
        "io.tacit.core.root.RootCases#float32"
    })
    @DisplayName("agrees with the plain evaluation, derivatives included, in one tile and in several")
    void agrees(Case c) {
        // Roundings of 6e-8 each; second derivatives amplify them, and sums over examples cancel against terms far
        // larger than themselves.
        new EngineAgreement(THREE, 2e-4).checkWithDerivatives(c.program(), 3);
        new EngineAgreement(THREE, 2e-3).checkWithDerivatives(c.program(), 150);
    }

    @ParameterizedTest
    @MethodSource({
        "io.tacit.core.program.ProgramCases#operations",
        "io.tacit.core.program.ProgramCases#layouts",
        "io.tacit.core.program.ProgramCases#products",
        "io.tacit.core.program.ProgramCases#inner",
        "io.tacit.core.program.ProgramCases#compositions"
    })
    @DisplayName("float64 agrees with the plain evaluation, derivatives included, in one tile and in several")
    void agreesInFloat64(Case c) {
        // Roundings of 1.1e-16 each; 2⁻²⁹ of the tolerances of float32.
        new EngineAgreement(DOUBLE_THREE, 4e-13).checkWithDerivatives(c.program(), 3);
        new EngineAgreement(DOUBLE_THREE, 4e-12).checkWithDerivatives(c.program(), 150);
    }

    @Test
    @DisplayName("a block of the other precision is refused with what to do")
    void refusesTheOtherPrecision() {
        Executable executable = ONE.compile(Program.trace(g -> g.example("z", 1).square()));
        Block z = DOUBLE.allocate(Kind.BATCHED, Shape.of(1), 1);
        assertThatThrownBy(() -> executable.run(List.of(z), z, List.of(z), z))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a block of FLOAT32")
                .hasMessageContaining("got one of FLOAT64");
    }

    @ParameterizedTest
    @MethodSource({"io.tacit.core.program.ProgramCases#operations", "io.tacit.core.program.ProgramCases#inner"})
    @DisplayName("scalar twins give the same bits as vector kernels")
    void twins(Case c) {
        Program p = c.program();
        Program vjp = p.vjp(p.inputs().stream().map(Program.Input::name).toArray(String[]::new));
        assertThat(results(SCALAR, vjp, 70)).isEqualTo(results(ONE, vjp, 70));
        assertThat(results(DOUBLE_SCALAR, vjp, 70)).isEqualTo(results(DOUBLE, vjp, 70));
    }

    @Test
    @DisplayName("sums over examples have the same bits for any number of threads")
    void threads() {
        Program gradient = field().vjpWithParams("z");
        assertThat(results(ONE, gradient, 1000))
                .isEqualTo(results(THREE, gradient, 1000))
                .isEqualTo(results(SCALAR, gradient, 1000));
        assertThat(results(DOUBLE, gradient, 1000))
                .isEqualTo(results(DOUBLE_THREE, gradient, 1000))
                .isEqualTo(results(DOUBLE_SCALAR, gradient, 1000));
    }

    @Test
    @DisplayName("K4 an example's bits do not depend on its place or its neighbours")
    void places() {
        Executable executable = ONE.compile(field());
        Block theta = ONE.vector(random(field().layout().size(), 1));
        FlatVector z = random(100 * D, 2);
        FlatVector together = run(executable, theta, z, 100);
        for (int example : new int[] {0, 17, 63, 64, 99}) {
            FlatVector alone = FlatVector.zeros(Precision.FLOAT32, D);
            for (int i = 0; i < D; i++) {
                alone.set(i, z.get(example * D + i));
            }
            FlatVector single = run(executable, theta, alone, 1);
            for (int i = 0; i < D; i++) {
                assertThat(single.get(i)).isEqualTo(together.get(example * D + i));
            }
        }
    }

    @Test
    @DisplayName("10,000 evaluations allocate next to nothing")
    void doesNotAllocate() {
        Executable executable = ONE.compile(field().vjpWithParams("z"));
        Block theta = ONE.vector(random(field().layout().size(), 1));
        List<Block> arguments = blocks(ONE, executable.program(), 16);
        List<Block> results = results(ONE, executable.program());
        Block gradient =
                ONE.vector(FlatVector.zeros(Precision.FLOAT32, field().layout().size()));
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        // Kernels box vectors until the virtual machine has compiled them, which takes as long as the machine is busy.
        long allocated = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 20 && allocated > 10_000_000; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10_000; i++) {
                executable.run(arguments, theta, results, gradient);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        // Less than 1 kB a run; the values of this Program are 30 kB.
        assertThat(allocated).isLessThan(10_000_000);
    }

    @Test
    void refusesBlocksThatDoNotFit() {
        Executable executable = ONE.compile(field());
        Block theta = ONE.vector(random(field().layout().size(), 1));
        Block z = ONE.allocate(Kind.BATCHED, Shape.of(D + 1), 5);
        Block out = ONE.allocate(Kind.BATCHED, Shape.of(D), 5);
        assertThatThrownBy(() -> executable.run(List.of(z), theta, List.of(out), theta))
                .hasMessageContaining("'z'")
                .hasMessageContaining("[3]")
                .hasMessageContaining("[4]");
    }

    private static Program field() {
        return Program.trace(g -> {
            Expr z = g.example("z", D);
            Expr hidden = g.param("w", H, D).matmul(z).plus(g.param("b", H)).tanh();
            return g.param("v", D, H).matmul(hidden).softplus();
        });
    }

    private static FlatVector random(int length, long seed) {
        return random(Precision.FLOAT32, length, seed);
    }

    private static FlatVector random(Precision precision, int length, long seed) {
        FlatVector v = FlatVector.zeros(precision, length);
        for (int i = 0; i < length; i++) {
            v.set(i, RandomKey.of(seed).gaussian(i));
        }
        return v;
    }

    private static FlatVector run(Executable executable, Block theta, FlatVector z, int examples) {
        Block in = ONE.allocate(Kind.BATCHED, Shape.of(D), examples);
        in.load(z, 0);
        Block out = ONE.allocate(Kind.BATCHED, Shape.of(D), examples);
        executable.run(List.of(in), theta, List.of(out), theta);
        return out.toVector(Precision.FLOAT32);
    }

    private static List<Block> blocks(CpuEngine engine, Program p, int examples) {
        List<Block> blocks = new ArrayList<>();
        for (Program.Input input : p.arguments()) {
            boolean batched = input.role() == io.tacit.core.program.Role.EXAMPLE;
            Block block = engine.allocate(batched ? Kind.BATCHED : Kind.SHARED, input.shape(), examples);
            block.load(
                    random(
                            engine.precision(),
                            block.examples() * input.shape().size(),
                            input.name().hashCode()),
                    0);
            blocks.add(block);
        }
        return blocks;
    }

    private static List<Block> results(CpuEngine engine, Program p) {
        return p.results().stream()
                .map(o -> engine.allocate(o.expr().kind(), o.expr().shape(), 16))
                .toList();
    }

    /** All results and the gradient of one run on random inputs. */
    private static List<FlatVector> results(CpuEngine engine, Program p, int examples) {
        List<Block> results = p.results().stream()
                .map(o -> engine.allocate(o.expr().kind(), o.expr().shape(), examples))
                .toList();
        Block theta =
                engine.vector(random(engine.precision(), Math.max(1, p.layout().size()), 9));
        Block gradient = engine.vector(
                FlatVector.zeros(engine.precision(), Math.max(1, p.layout().size())));
        engine.compile(p).run(blocks(engine, p, examples), theta, results, gradient);
        List<FlatVector> all = new ArrayList<>();
        results.forEach(b -> all.add(b.toVector(engine.precision())));
        all.add(gradient.toVector(engine.precision()));
        return all;
    }
}
