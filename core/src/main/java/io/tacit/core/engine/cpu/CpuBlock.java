package io.tacit.core.engine.cpu;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.Arrays;

/**
 * Storage on the heap: SHARED values row-major; values of examples tile after tile, each tile {@code rows × width} with the lanes of a row
 * side by side. Full tiles have {@link #TILE} lanes; the last has as many as its examples need, rounded up to {@link #LANES}. Padding lanes
 * repeat the last example, so that nothing computed in them can overflow or stall.
 */
final class CpuBlock implements Block {

    static final int TILE = 64;
    static final int LANES = 16;

    private final Kind kind;
    private final Shape shape;
    private final int examples;
    private final int rows;
    private final float[] data;

    CpuBlock(Kind kind, Shape shape, int examples) {
        this.kind = kind;
        this.shape = shape;
        this.rows = shape.size();
        this.examples = kind == Kind.SHARED ? 1 : examples;
        this.data = new float[kind == Kind.SHARED ? rows + Planner.SHARED_STEP : rows * lanes(examples)];
    }

    private static int lanes(int examples) {
        return (examples + LANES - 1) / LANES * LANES;
    }

    static int tiles(int examples) {
        return (examples + TILE - 1) / TILE;
    }

    /** Examples of one tile. */
    static int count(int examples, int tile) {
        return Math.min(TILE, examples - tile * TILE);
    }

    /** Lanes of one tile. */
    static int width(int examples, int tile) {
        return lanes(count(examples, tile));
    }

    float[] data() {
        return data;
    }

    /** First float of a tile. */
    int start(int tile) {
        return kind == Kind.SHARED ? 0 : tile * TILE * rows;
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
        return examples;
    }

    private int position(int example, int index) {
        if (kind == Kind.SHARED) {
            return index;
        }
        int tile = example / TILE;
        return start(tile) + index * width(examples, tile) + example % TILE;
    }

    @Override
    public double get(int example, int index) {
        return data[position(example, index)];
    }

    @Override
    public void set(int example, int index, double value) {
        int at = position(example, index);
        data[at] = (float) value;
        if (kind == Kind.BATCHED && example == examples - 1) {
            pad(example / TILE, index);
        }
    }

    /** Repeats the last example of a tile in the lanes behind it. */
    private void pad(int tile, int row) {
        int width = width(examples, tile);
        int count = count(examples, tile);
        int start = start(tile) + row * width;
        Arrays.fill(data, start + count, start + width, data[start + count - 1]);
    }

    @Override
    public void fill(double value) {
        Arrays.fill(data, (float) value);
    }

    @Override
    public void load(FlatVector source, int offset) {
        if (kind == Kind.SHARED) {
            copyIn(source, offset);
            return;
        }
        for (int tile = 0; tile < tiles(examples); tile++) {
            loadTile(source, offset + tile * TILE * rows, tile);
        }
    }

    private void copyIn(FlatVector source, int offset) {
        if (source.precision() == Precision.FLOAT32) {
            System.arraycopy(source.floats(), offset, data, 0, rows);
            return;
        }
        for (int i = 0; i < rows; i++) {
            data[i] = (float) source.get(offset + i);
        }
    }

    private void loadTile(FlatVector source, int offset, int tile) {
        int width = width(examples, tile);
        int start = start(tile);
        for (int b = 0; b < count(examples, tile); b++) {
            for (int r = 0; r < rows; r++) {
                data[start + r * width + b] = (float) source.get(offset + b * rows + r);
            }
        }
        for (int r = 0; r < rows; r++) {
            pad(tile, r);
        }
    }

    @Override
    public void store(FlatVector target, int offset) {
        if (kind == Kind.SHARED && target.precision() == Precision.FLOAT32) {
            System.arraycopy(data, 0, target.floats(), offset, rows);
            return;
        }
        for (int b = 0; b < examples; b++) {
            for (int r = 0; r < rows; r++) {
                target.set(offset + b * rows + r, data[position(b, r)]);
            }
        }
    }

    @Override
    public void copyFrom(Block other) {
        CpuBlock source = (CpuBlock) other;
        if (source.data.length != data.length) {
            throw new IllegalArgumentException("copy of a block: expected " + shape + " of " + examples
                    + " examples, got " + source.shape + " of " + source.examples);
        }
        System.arraycopy(source.data, 0, data, 0, data.length);
    }
}
