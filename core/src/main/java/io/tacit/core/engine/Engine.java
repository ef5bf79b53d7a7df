package io.tacit.core.engine;

import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.function.IntConsumer;

/** Executes Programs. One per process and device is enough; thread-safe. */
public interface Engine extends AutoCloseable {

    /** Precision of all blocks. */
    Precision precision();

    /** What runs here, for logs and reports. */
    EngineInfo info();

    Executable compile(Program program);

    /** Compiled at its first run. */
    default Executable compileLazily(Program program) {
        return new LazyExecutable(this, program);
    }

    /** Storage for one value or for the values of {@code examples} examples (ignored where SHARED), all zero. */
    Block allocate(Kind kind, Shape shape, int examples);

    /** How many examples one thread carries through a whole solve: a tile. All of them where the engine runs a batch at once. */
    int tile();

    /** Runs tasks 0 … n − 1 on the engine's threads and returns when all are done. A task must not depend on which thread runs it. */
    void parallel(int tasks, IntConsumer task);

    /** A SHARED block that holds a vector, such as θ. */
    default Block vector(FlatVector values) {
        Block block = allocate(Kind.SHARED, Shape.of(Math.max(1, values.length())), 1);
        if (values.length() > 0) {
            block.load(values, 0);
        }
        return block;
    }

    @Override
    void close();
}
