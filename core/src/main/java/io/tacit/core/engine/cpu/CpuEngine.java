package io.tacit.core.engine.cpu;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.EngineInfo;
import io.tacit.core.engine.Executable;
import io.tacit.core.engine.cpu.codegen.Kernels;
import io.tacit.core.engine.cpu.run.CpuBlock;
import io.tacit.core.engine.cpu.run.CpuExecutable;
import io.tacit.core.engine.cpu.run.KernelCache;
import io.tacit.core.engine.cpu.run.Workers;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.Precision;
import java.util.function.IntConsumer;

/**
 * Engine for Programs on a processor, in float32 or float64: tiles of {@value CpuBlock#TILE} examples whose intermediates stay in cache,
 * elementwise operations fused into kernels, matrix products that give the same bits wherever an example lies. Results depend neither on the
 * number of threads nor on what else is in the batch, as long as the Program has no sums over examples.
 */
public final class CpuEngine implements Engine {

    private final Workers workers;
    private final Backend<?> backend;

    /** In float32. @param threads threads for the tiles of one run, at least 1 */
    public CpuEngine(int threads) {
        this(Precision.FLOAT32, threads);
    }

    /** @param threads threads for the tiles of one run, at least 1 */
    public CpuEngine(Precision precision, int threads) {
        this(threads, precision == Precision.FLOAT32 ? Kernels.floats() : Kernels.doubles());
    }

    /** An engine with chosen kernels: what twin tests compare. */
    CpuEngine(int threads, Kernels<?> kernels) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected 1 or more, got " + threads);
        }
        this.workers = new Workers(threads);
        this.backend = Backend.of(kernels);
    }

    /** What depends on the precision. */
    private record Backend<A>(Kernels<A> kernels, KernelCache<A> cache) {

        static <A> Backend<A> of(Kernels<A> kernels) {
            return new Backend<>(kernels, new KernelCache<>(kernels));
        }

        Executable compile(Program program, Workers workers) {
            return new CpuExecutable<>(program, kernels.numbers(), cache, workers);
        }

        Block allocate(Kind kind, Shape shape, int examples) {
            return new CpuBlock<>(kernels.numbers(), kind, shape, examples);
        }
    }

    @Override
    public Precision precision() {
        return backend.kernels().numbers().precision();
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(
                "cpu", System.getProperty("os.arch"), backend.kernels().name(), workers.threads(), precision());
    }

    @Override
    public Executable compile(Program program) {
        return backend.compile(program, workers);
    }

    @Override
    public Block allocate(Kind kind, Shape shape, int examples) {
        return backend.allocate(kind, shape, examples);
    }

    @Override
    public int tile() {
        return CpuBlock.TILE;
    }

    @Override
    public void parallel(int tasks, IntConsumer task) {
        workers.run(tasks, task);
    }

    @Override
    public void close() {
        workers.close();
    }
}
