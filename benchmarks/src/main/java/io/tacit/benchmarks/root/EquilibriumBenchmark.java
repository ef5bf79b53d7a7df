package io.tacit.benchmarks.root;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Executable;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.program.DenseSolve;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Program;
import io.tacit.core.root.Anderson;
import io.tacit.core.root.Newton;
import io.tacit.core.root.Picard;
import io.tacit.core.root.RootMethod;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The equilibrium z = tanh(W z + x) of n places with ‖W‖ ≈ ½ for one tile, in float32 on one thread: one evaluation of the map, the root, the root with its gradient, and
 * one dense system of n unknowns. Microseconds for an example.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class EquilibriumBenchmark {

    private static final int EXAMPLES = 64;

    @Param({"4", "16"})
    public int n = 4;

    /** {@code newton}, {@code picard} or {@code anderson}. */
    @Param({"newton", "picard", "anderson"})
    public String method = "newton";

    private final Engine engine = new CpuEngine(1);
    private final List<Call> calls = new ArrayList<>();

    /** A compiled Program with what it works on. */
    private record Call(
            Executable executable, List<Block> arguments, Block theta, List<Block> results, Block gradient) {
        List<Block> run() {
            executable.run(arguments, theta, results, gradient);
            return results;
        }
    }

    @Setup
    public void prepare() {
        Program map = Program.trace(g -> map(g, g.example("z", n)));
        Program root = Program.trace(
                g -> chosen().fixedPoint(g.example("x", n), z -> map(g, z)).value());
        Program system = Program.trace(g -> DenseSolve.of(g.example("a", n, n), g.example("b", n), DenseSolve.Form.LU));
        for (Program p : List.of(map, root, root.vjpWithParams("x"), system)) {
            calls.add(call(p));
        }
    }

    private RootMethod chosen() {
        return switch (method) {
            case "picard" -> new Picard();
            case "anderson" -> new Anderson(5);
            default -> new Newton();
        };
    }

    private Expr map(Graph g, Expr z) {
        return g.param("w", n, n).matmul(z).plus(g.example("x", n)).tanh();
    }

    private Call call(Program p) {
        List<Block> arguments = new ArrayList<>();
        p.arguments().forEach(i -> {
            Block block = engine.allocate(i.role().kind(), i.shape(), EXAMPLES);
            block.load(random(block.examples() * i.shape().size(), 0.5), 0);
            arguments.add(block);
        });
        List<Block> results = new ArrayList<>();
        p.results()
                .forEach(o ->
                        results.add(engine.allocate(o.expr().kind(), o.expr().shape(), EXAMPLES)));
        Block theta = engine.vector(random(p.layout().size(), 0.25 / Math.sqrt(n)));
        return new Call(
                engine.compile(p),
                arguments,
                theta,
                results,
                engine.vector(random(p.layout().size(), 0)));
    }

    private static FlatVector random(int count, double scale) {
        Random r = new Random(1);
        FlatVector values = FlatVector.zeros(Precision.FLOAT32, count);
        for (int i = 0; i < count; i++) {
            values.set(i, scale * r.nextGaussian());
        }
        return values;
    }

    @TearDown
    public void close() {
        engine.close();
    }

    @Benchmark
    @OperationsPerInvocation(EXAMPLES)
    public List<Block> map() {
        return calls.get(0).run();
    }

    @Benchmark
    @OperationsPerInvocation(EXAMPLES)
    public List<Block> root() {
        return calls.get(1).run();
    }

    @Benchmark
    @OperationsPerInvocation(EXAMPLES)
    public List<Block> rootAndGradient() {
        return calls.get(2).run();
    }

    @Benchmark
    @OperationsPerInvocation(EXAMPLES)
    public List<Block> denseSystem() {
        return calls.get(3).run();
    }
}
