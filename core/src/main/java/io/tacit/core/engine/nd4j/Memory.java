package io.tacit.core.engine.nd4j;

import io.tacit.core.engine.nd4j.Value.Slot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The arrays of one {@link Frame}, their only owner. While the frame is lowered, memory whose last reader has run is used again. */
final class Memory implements AutoCloseable {

    private record Key(DataType type, long length) {}

    /** More references than are ever given up. */
    private static final int PINNED = 1 << 30;

    private final DataType type;
    private final List<INDArray> owned = new ArrayList<>();
    private final Map<Key, Deque<INDArray>> free = new HashMap<>();
    private final Map<Double, INDArray> constants = new HashMap<>();
    private final Map<Integer, INDArray> ones = new HashMap<>();
    private final List<Value> scratch = new ArrayList<>();
    private final List<Frame> inner = new ArrayList<>();

    Memory(DataType type) {
        this.type = type;
    }

    DataType type() {
        return type;
    }

    /** A frame within this one, closed with it. */
    Frame own(Frame frame) {
        inner.add(frame);
        return frame;
    }

    /** Memory for a value, with one reference; contents undefined. */
    Value take(int rows, int width) {
        return take(type, rows, width);
    }

    private Value take(DataType of, int rows, int width) {
        long length = (long) rows * width;
        Deque<INDArray> idle = idle(of, length);
        INDArray flat = idle.isEmpty() ? own(of, length) : idle.pop();
        return new Value(flat.reshape('c', true, rows, width), new Slot(flat, 1));
    }

    /** Gives up one reference. */
    void release(Value value) {
        if (--value.slot().references == 0) {
            INDArray flat = value.slot().flat;
            idle(flat.dataType(), flat.length()).push(flat);
        }
    }

    private Deque<INDArray> idle(DataType of, long length) {
        return free.computeIfAbsent(new Key(of, length), k -> new ArrayDeque<>());
    }

    /** Memory until {@link #releaseScratch}. */
    Value scratch(int rows, int width) {
        return scratch(take(rows, width));
    }

    /** Truth values until {@link #releaseScratch}. */
    Value flags(int rows, int width) {
        return scratch(take(DataType.BOOL, rows, width));
    }

    private Value scratch(Value taken) {
        scratch.add(taken);
        return taken;
    }

    void releaseScratch() {
        scratch.forEach(this::release);
        scratch.clear();
    }

    /** Zeroed memory that stays until {@link #close}: inputs, constants. */
    Value pinned(int rows, int width) {
        INDArray flat = own(type, (long) rows * width);
        flat.assign(0);
        return new Value(flat.reshape('c', true, rows, width), new Slot(flat, PINNED));
    }

    /** A [1×1] constant, which elementwise operations take against any shape. */
    INDArray constant(double value) {
        return constants.computeIfAbsent(value, v -> {
            INDArray scalar = own(type, 1).reshape('c', true, 1, 1);
            scalar.assign(v);
            return scalar;
        });
    }

    /** The row vector [1 × n] of ones: its product with a matrix sums the rows. */
    INDArray ones(int n) {
        return ones.computeIfAbsent(n, k -> {
            INDArray row = own(type, k).reshape('c', true, 1, k);
            row.assign(1);
            return row;
        });
    }

    private INDArray own(DataType of, long length) {
        INDArray flat = Nd4j.createUninitializedDetached(of, length);
        owned.add(flat);
        return flat;
    }

    @Override
    public void close() {
        inner.forEach(Frame::close);
        inner.clear();
        owned.forEach(INDArray::close);
        owned.clear();
    }
}
