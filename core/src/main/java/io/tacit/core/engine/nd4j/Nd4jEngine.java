package io.tacit.core.engine.nd4j;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.EngineInfo;
import io.tacit.core.engine.Executable;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.Precision;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.IntConsumer;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Programs by ND4J, whole batches at once, on its processor or CUDA backend, whichever the class path holds. All native memory belongs to
 * this engine: {@link #close} frees it, and what becomes unreachable before is freed by ND4J.
 */
public final class Nd4jEngine implements Engine {

    private final Precision precision;
    private final DeviceSelector device;
    private final EngineInfo info;
    private final Set<AutoCloseable> owned =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** On the device that ND4J gives to the thread that calls. */
    public Nd4jEngine(Precision precision) {
        this(precision, DeviceSelector.NONE);
    }

    Nd4jEngine(Precision precision, DeviceSelector device) {
        device.select();
        this.precision = precision;
        this.device = device;
        this.info = Nd4jDevice.info(precision);
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public EngineInfo info() {
        return info;
    }

    @Override
    public Executable compile(Program program) {
        Nd4jExecutable executable = new Nd4jExecutable(program, type(), device);
        owned.add(executable);
        return executable;
    }

    @Override
    public Block allocate(Kind kind, Shape shape, int examples) {
        device.select();
        Nd4jBlock block = new Nd4jBlock(kind, shape, kind == Kind.SHARED ? 1 : examples, type());
        owned.add(block);
        return block;
    }

    private DataType type() {
        return precision == Precision.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE;
    }

    /** A batch is not cut. */
    @Override
    public int tile() {
        return Integer.MAX_VALUE;
    }

    /** One task after another: ND4J's operations are parallel inside. */
    @Override
    public void parallel(int tasks, IntConsumer task) {
        for (int i = 0; i < tasks; i++) {
            task.accept(i);
        }
    }

    @Override
    public void close() {
        synchronized (owned) {
            owned.forEach(Nd4jEngine::free);
            owned.clear();
        }
    }

    private static void free(AutoCloseable memory) {
        try {
            memory.close();
        } catch (Exception e) {
            throw new IllegalStateException("native memory of engine nd4j could not be freed", e);
        }
    }
}
