package io.tacit.core.engine.cpu;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.EngineInfo;
import io.tacit.core.engine.Executable;
import io.tacit.core.engine.cpu.array.FloatNumbers;
import io.tacit.core.engine.cpu.array.Numbers;
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
 * Programs on the CPU in float32: tiles of {@value CpuBlock#TILE} examples whose intermediates stay in cache, elementwise operations fused into
 * kernels, matrix products that give the same bits wherever an example lies. Results depend neither on the number of threads nor on
 * what else is in the batch, as long as the Program has no sums over examples.
 */
public final class CpuEngine implements Engine {

    private final Workers workers;
    private final Numbers<float[]> numbers = new FloatNumbers();
    private final Kernels<float[]> kernels;
    private final KernelCache<float[]> cache;

    /** @param threads threads for the tiles of one run, at least 1 */
    public CpuEngine(int threads) {
        this(threads, Kernels.best());
    }

    /** With chosen kernels: what twin tests compare. */
    CpuEngine(int threads, Kernels<float[]> kernels) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected 1 or more, got " + threads);
        }
        this.workers = new Workers(threads);
        this.kernels = kernels;
        this.cache = new KernelCache<>(kernels);
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo(
                "cpu", System.getProperty("os.arch"), kernels.name(), workers.threads(), Precision.FLOAT32);
    }

    @Override
    public Executable compile(Program program) {
        return new CpuExecutable<>(program, numbers, cache, workers);
    }

    @Override
    public Block allocate(Kind kind, Shape shape, int examples) {
        return new CpuBlock<>(numbers, kind, shape, examples);
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
