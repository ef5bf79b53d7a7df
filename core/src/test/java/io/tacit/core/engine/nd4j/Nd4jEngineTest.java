package io.tacit.core.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.EngineAgreement;
import io.tacit.core.engine.Executable;
import io.tacit.core.engine.Growth;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.ProgramCases.Case;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * ND4J gives the Interpreter's values: in float64 to rounding (1e-12 of the largest value), in float32 to 1e-5, which is about a hundred
 * roundings.
 */
class Nd4jEngineTest {

    private static final Nd4jEngine FLOAT64 = new Nd4jEngine(Precision.FLOAT64);
    private static final Nd4jEngine FLOAT32 = new Nd4jEngine(Precision.FLOAT32);

    @AfterAll
    static void close() {
        FLOAT64.close();
        FLOAT32.close();
    }

    @Test
    @DisplayName("C28 every thread is put on the engine's device before it takes memory or runs something there")
    void device() throws InterruptedException {
        Set<String> selected = ConcurrentHashMap.newKeySet();
        try (Nd4jEngine engine = new Nd4jEngine(
                Precision.FLOAT64, () -> selected.add(Thread.currentThread().getName()))) {
            assertThat(selected).hasSize(1);
            Executable program =
                    engine.compile(Program.trace(g -> g.example("z", 1).square()));
            List<Block> blocks = new ArrayList<>();
            join(new Thread(() -> blocks.add(engine.allocate(Kind.BATCHED, Shape.of(1), 1)), "allocates"));
            assertThat(selected).contains("allocates");
            Block y = engine.allocate(Kind.BATCHED, Shape.of(1), 1);
            blocks.get(0).set(0, 0, 6);
            join(new Thread(() -> program.run(blocks, y, List.of(y), y), "runs"));
            assertThat(selected).contains("runs");
            assertThat(y.get(0, 0)).isEqualTo(36);
        }
    }

    private static void join(Thread thread) throws InterruptedException {
        thread.start();
        thread.join();
    }

    @ParameterizedTest
    @MethodSource({
        "io.tacit.core.program.ProgramCases#operations",
        "io.tacit.core.program.ProgramCases#layouts",
        "io.tacit.core.program.ProgramCases#products",
        "io.tacit.core.program.ProgramCases#inner",
        "io.tacit.core.program.ProgramCases#compositions"
    })
    @DisplayName("float64 agrees with the plain evaluation, derivatives included")
    void float64(Case c) {
        EngineAgreement agreement = new EngineAgreement(FLOAT64, 1e-12);
        agreement.checkWithDerivatives(c.program(), 5);
        agreement.check(c.program(), 1, 1);
    }

    @ParameterizedTest
    @MethodSource({
        "io.tacit.core.program.ProgramCases#operations",
        "io.tacit.core.program.ProgramCases#layouts",
        "io.tacit.core.program.ProgramCases#products"
    })
    @DisplayName("float32 agrees with the plain evaluation, derivatives included")
    void float32(Case c) {
        new EngineAgreement(FLOAT32, 1e-5).checkWithDerivatives(c.program(), 3);
    }

    @Test
    @DisplayName("one Executable serves batches of any size")
    void batchSizes() {
        EngineAgreement agreement = new EngineAgreement(FLOAT64, 1e-12);
        Executable executable = FLOAT64.compile(field().vjpWithParams("z"));
        for (int examples : new int[] {1, 7, 64, 100, 1, 3, 257, 7}) {
            agreement.check(executable, examples, examples);
        }
    }

    @Test
    @DisplayName("blocks take and give vectors of either precision, example after example")
    void blocks() {
        Block block = FLOAT32.allocate(Kind.BATCHED, Shape.of(2), 3);
        block.load(FlatVector.of(9.0, 1, 2, 3, 4, 5, 6), 1);
        assertThat(block.get(2, 1)).isEqualTo(6);
        block.set(1, 0, -3);
        assertThat(block.toVector(Precision.FLOAT64)).isEqualTo(FlatVector.of(1.0, 2, -3, 4, 5, 6));
        Block copy = FLOAT32.allocate(Kind.BATCHED, Shape.of(2), 3);
        copy.copyFrom(block);
        block.fill(0);
        assertThat(copy.toVector(Precision.FLOAT32)).isEqualTo(FlatVector.of(1f, 2, -3, 4, 5, 6));
    }

    @Test
    @DisplayName("blocks that do not fit are refused with both shapes")
    void wrongBlocks() {
        Executable executable =
                FLOAT64.compile(Program.trace(g -> g.example("z", 3).square()));
        List<Block> given = List.of(FLOAT64.allocate(Kind.BATCHED, Shape.of(2), 4));
        Block none = FLOAT64.vector(FlatVector.zeros(Precision.FLOAT64, 0));
        assertThatThrownBy(() -> executable.run(given, none, given, none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[3]")
                .hasMessageContaining("[2]");
    }

    /** The smallest array here has 5 × 1,024 doubles: one left behind by each evaluation would make 400 MB, again and again. */
    @Test
    @DisplayName("10,000 evaluations leak no native memory")
    void noLeak() {
        Executable executable = FLOAT64.compile(field());
        List<Block> z = List.of(FLOAT64.allocate(Kind.BATCHED, Shape.of(5), 1024));
        Block theta = FLOAT64.vector(FlatVector.zeros(
                Precision.FLOAT64, executable.program().layout().size()));
        evaluate(executable, z, theta, 200);
        long counted = Pointer.totalBytes();
        long resident = Growth.least(128 << 20, Pointer::physicalBytes, () -> evaluate(executable, z, theta, 10_000));
        assertThat(resident).isLessThan(128 << 20);
        assertThat(Pointer.totalBytes() - counted).isLessThan(1 << 20);
    }

    private static void evaluate(Executable executable, List<Block> z, Block theta, int times) {
        for (int i = 0; i < times; i++) {
            executable.run(z, theta, z, theta);
        }
    }

    private static Program field() {
        return Program.trace(g -> {
            Expr hidden = g.param("w", 6, 5)
                    .matmul(g.example("z", 5))
                    .plus(g.param("b", 6))
                    .tanh();
            return g.param("v", 5, 6).matmul(hidden);
        });
    }
}
