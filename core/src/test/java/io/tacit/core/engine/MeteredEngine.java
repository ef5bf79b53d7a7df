package io.tacit.core.engine;

import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.Precision;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** An engine that looks, at every so many runs, how many bytes of its blocks are still held by anybody. For solves on one thread. */
public final class MeteredEngine implements Engine {

    private static final int RUNS_BETWEEN_LOOKS = 6;

    private final Engine engine;
    private final Queue<Held> blocks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicLong peak = new AtomicLong();

    private record Held(WeakReference<Block> block, long bytes) {}

    public MeteredEngine(Engine engine) {
        this.engine = engine;
    }

    /** The most bytes held at any look. */
    public long peakBytes() {
        look();
        return peak.get();
    }

    public int runs() {
        return runs.get();
    }

    private void look() {
        System.gc();
        blocks.removeIf(h -> h.block().get() == null);
        peak.accumulateAndGet(blocks.stream().mapToLong(Held::bytes).sum(), Math::max);
    }

    @Override
    public Block allocate(Kind kind, Shape shape, int examples) {
        Block block = engine.allocate(kind, shape, examples);
        long values = (long) block.examples() * shape.size();
        blocks.add(new Held(new WeakReference<>(block), values * precision().bytes()));
        return block;
    }

    @Override
    public Executable compile(Program program) {
        Executable compiled = engine.compile(program);
        return new Executable() {
            @Override
            public Program program() {
                return compiled.program();
            }

            @Override
            public void run(List<Block> arguments, Block theta, List<Block> results, Block gradient) {
                if (runs.incrementAndGet() % RUNS_BETWEEN_LOOKS == 0) {
                    look();
                }
                compiled.run(arguments, theta, results, gradient);
            }
        };
    }

    @Override
    public Precision precision() {
        return engine.precision();
    }

    @Override
    public EngineInfo info() {
        return engine.info();
    }

    @Override
    public int tile() {
        return engine.tile();
    }

    @Override
    public void parallel(int tasks, IntConsumer task) {
        for (int i = 0; i < tasks; i++) {
            task.accept(i);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
