package io.tacit.core.engine;

import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The plainest engine: double precision, one loop per operation, results that do not depend on the batch. The oracle of solver tests. */
public record ReferenceEngine(int tile) implements Engine {

    /** With tiles of 4 examples, so that small tests have several. */
    public ReferenceEngine() {
        this(4);
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT64;
    }

    @Override
    public EngineInfo info() {
        return new EngineInfo("reference", "processor", "plain loops", 1, Precision.FLOAT64);
    }

    @Override
    public Executable compile(Program program) {
        return new ReferenceExecutable(program);
    }

    @Override
    public Block allocate(Kind kind, Shape shape, int examples) {
        int count = kind == Kind.SHARED ? 1 : examples;
        return new Rows(kind, shape, count, new double[shape.size() * count]);
    }

    @Override
    public void parallel(int tasks, IntConsumer task) {
        IntStream.range(0, tasks).parallel().forEach(task);
    }

    @Override
    public void close() {}

    /** Values row by row, examples innermost. */
    record Rows(Kind kind, Shape shape, int examples, double[] values) implements Block {

        @Override
        public double get(int example, int index) {
            return values[index * examples + example];
        }

        @Override
        public void set(int example, int index, double value) {
            values[index * examples + example] = value;
        }

        @Override
        public void fill(double value) {
            java.util.Arrays.fill(values, value);
        }

        @Override
        public void load(FlatVector source, int offset) {
            int size = shape.size();
            for (int i = 0; i < values.length; i++) {
                set(i / size, i % size, source.get(offset + i));
            }
        }

        @Override
        public void store(FlatVector target, int offset) {
            int size = shape.size();
            for (int i = 0; i < values.length; i++) {
                target.set(offset + i, get(i / size, i % size));
            }
        }

        @Override
        public void copyFrom(Block other) {
            System.arraycopy(((Rows) other).values, 0, values, 0, values.length);
        }
    }
}
