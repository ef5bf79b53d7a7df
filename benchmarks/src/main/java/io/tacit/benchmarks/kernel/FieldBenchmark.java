package io.tacit.benchmarks.kernel;

import io.tacit.benchmarks.ffjord.Workload;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Engines;
import io.tacit.core.engine.Executable;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Program;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One evaluation of a concat-squash field by the engine, for some examples on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
// Longer than others: there are many kernels to compile.
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class FieldBenchmark {

    /** Of input and output, of hidden layers, and how many of these. */
    @Param({"2-64x2", "2-64x3", "43-256x2", "6-128x3"})
    public String widths = "2-64x3";

    @Param({"16", "64"})
    public int examples = 64;

    /** The field alone, with a tangent, with a cotangent. */
    @Param({"VALUE", "TANGENT", "COTANGENT"})
    public Form form = Form.VALUE;

    /** What is evaluated. */
    public enum Form {
        VALUE {
            @Override
            Program of(Program field) {
                return field;
            }
        },
        TANGENT {
            @Override
            Program of(Program field) {
                return field.jvp(Net.STATE);
            }
        },
        COTANGENT {
            @Override
            Program of(Program field) {
                return field.vjpWithParams(Net.STATE);
            }
        };

        abstract Program of(Program field);
    }

    private final Engine engine = Engines.open(Engines.Choice.CPU, Precision.FLOAT32, 1);
    private Runnable evaluation = () -> {};

    @Setup
    public void prepare() {
        int dim = Integer.parseInt(widths.substring(0, widths.indexOf('-')));
        int hidden = Integer.parseInt(widths.substring(widths.indexOf('-') + 1, widths.indexOf('x')));
        int layers = Integer.parseInt(widths.substring(widths.indexOf('x') + 1));
        Net net = new Workload(dim, hidden, layers, examples, 1, Workload.Beginning.UNIFORM)
                .cnf()
                .fields()
                .get(0);
        Executable executable = engine.compile(form.of(net.program()));
        Block theta = engine.vector(net.initial(Precision.FLOAT32, RandomKey.of(0)));
        Block gradient = engine.vector(net.initial(Precision.FLOAT32, RandomKey.of(0)));
        List<Block> arguments = new ArrayList<>();
        for (Program.Input input : executable.program().arguments()) {
            Block block = engine.allocate(input.role().kind(), input.shape(), examples);
            block.fill(0.5);
            arguments.add(block);
        }
        List<Block> results = new ArrayList<>();
        for (Program.Output output : executable.program().results()) {
            results.add(engine.allocate(output.expr().kind(), output.expr().shape(), examples));
        }
        evaluation = () -> executable.run(arguments, theta, results, gradient);
    }

    @Benchmark
    public void evaluate() {
        evaluation.run();
    }

    @TearDown
    public void close() {
        engine.close();
    }
}
