package io.tacit.core.engine.nd4j;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A c-ordered array [rows × examples] on ND4J's device. */
final class Nd4jBlock implements Block, AutoCloseable {

    private final Kind kind;
    private final Shape shape;
    private final INDArray values;

    Nd4jBlock(Kind kind, Shape shape, int examples, DataType type) {
        this.kind = kind;
        this.shape = shape;
        this.values = Nd4j.createUninitializedDetached(type, shape.size(), examples);
        this.values.assign(0);
    }

    INDArray values() {
        return values;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int examples() {
        return (int) values.size(1);
    }

    @Override
    public double get(int example, int index) {
        return values.getDouble(index, example);
    }

    @Override
    public void set(int example, int index, double value) {
        values.putScalar(index, example, value);
    }

    @Override
    public void fill(double value) {
        values.assign(value);
    }

    @Override
    public void load(FlatVector source, int offset) {
        int rows = shape.size();
        int width = examples();
        FlatVector columns = FlatVector.zeros(precision(), rows * width);
        for (int example = 0; example < width; example++) {
            for (int i = 0; i < rows; i++) {
                columns.set(i * width + example, source.get(offset + example * rows + i));
            }
        }
        take(columns);
    }

    private void take(FlatVector columns) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces();
                INDArray copy = columns.precision() == Precision.FLOAT32
                        ? Nd4j.createFromArray(columns.floats())
                        : Nd4j.createFromArray(columns.doubles())) {
            values.assign(copy.reshape(values.shape()));
        }
    }

    @Override
    public void store(FlatVector target, int offset) {
        int rows = shape.size();
        int width = examples();
        FlatVector columns = precision() == Precision.FLOAT32
                ? FlatVector.of(values.data().asFloat())
                : FlatVector.of(values.data().asDouble());
        for (int example = 0; example < width; example++) {
            for (int i = 0; i < rows; i++) {
                target.set(offset + example * rows + i, columns.get(i * width + example));
            }
        }
    }

    @Override
    public void copyFrom(Block other) {
        values.assign(((Nd4jBlock) other).values);
    }

    private Precision precision() {
        return values.dataType() == DataType.FLOAT ? Precision.FLOAT32 : Precision.FLOAT64;
    }

    @Override
    public void close() {
        values.close();
    }
}
