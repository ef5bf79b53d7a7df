package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.cpu.codegen.Gemm;
import io.tacit.core.engine.plan.instruction.Alignment;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.tensor.FlatVector;

/**
 * Storage on the heap: SHARED values row-major; values of examples tile after tile, each tile {@code rows × width} with the lanes of a row
 * side by side. Full tiles have {@link #TILE} lanes; the last has as many as its examples need, rounded up to {@link #LANES}. Padding lanes
 * repeat the last example, so that nothing computed in them can overflow or stall.
 */
public final class CpuBlock<A> implements Block {

    /** Examples of a tile. */
    public static final int TILE = 64;

    static final int LANES = Gemm.LANES;
    static final Alignment ALIGNMENT = new Alignment(LANES);

    private final Kind kind;
    private final Shape shape;
    private final int examples;
    private final int rows;
    private final Numbers<A> numbers;
    private final A data;

    public CpuBlock(Numbers<A> numbers, Kind kind, Shape shape, int examples) {
        this.numbers = numbers;
        this.kind = kind;
        this.shape = shape;
        this.rows = shape.size();
        this.examples = kind == Kind.SHARED ? 1 : examples;
        this.data = numbers.allocate(kind == Kind.SHARED ? rows + ALIGNMENT.step() : rows * lanes(examples));
    }

    /** A block of this precision. @throws IllegalArgumentException where it is another engine's or of the other precision */
    @SuppressWarnings("unchecked") // The numbers are those of A.
    static <A> CpuBlock<A> of(Block block, Numbers<A> numbers) {
        if (block instanceof CpuBlock<?> ours && ours.numbers.precision() == numbers.precision()) {
            return (CpuBlock<A>) ours;
        }
        String got = block instanceof CpuBlock<?> ours
                ? "one of " + ours.numbers.precision()
                : block.getClass().getSimpleName();
        throw new IllegalArgumentException("run on engine cpu: expected a block of " + numbers.precision()
                + " allocated by it, got " + got + "; allocate blocks from the engine that runs the Program");
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

    A data() {
        return data;
    }

    /** First number of a tile. */
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
        return numbers.get(data, position(example, index));
    }

    @Override
    public void set(int example, int index, double value) {
        int at = position(example, index);
        numbers.set(data, at, value);
        if (kind == Kind.BATCHED && example == examples - 1) {
            pad(example / TILE, index);
        }
    }

    /** Repeats the last example of a tile in the lanes behind it. */
    private void pad(int tile, int row) {
        int width = width(examples, tile);
        int count = count(examples, tile);
        int start = start(tile) + row * width;
        numbers.fill(data, start + count, start + width, numbers.get(data, start + count - 1));
    }

    @Override
    public void fill(double value) {
        numbers.fill(data, 0, numbers.length(data), value);
    }

    @Override
    public void load(FlatVector source, int offset) {
        if (kind == Kind.SHARED) {
            numbers.load(source, offset, data, 0, rows);
            return;
        }
        for (int tile = 0; tile < tiles(examples); tile++) {
            loadTile(source, offset + tile * TILE * rows, tile);
        }
    }

    private void loadTile(FlatVector source, int offset, int tile) {
        int width = width(examples, tile);
        int start = start(tile);
        for (int b = 0; b < count(examples, tile); b++) {
            for (int r = 0; r < rows; r++) {
                numbers.set(data, start + r * width + b, source.get(offset + b * rows + r));
            }
        }
        for (int r = 0; r < rows; r++) {
            pad(tile, r);
        }
    }

    @Override
    public void store(FlatVector target, int offset) {
        if (kind == Kind.SHARED) {
            numbers.store(data, 0, target, offset, rows);
            return;
        }
        for (int b = 0; b < examples; b++) {
            for (int r = 0; r < rows; r++) {
                target.set(offset + b * rows + r, numbers.get(data, position(b, r)));
            }
        }
    }

    @Override
    public void copyFrom(Block other) {
        CpuBlock<A> source = of(other, numbers);
        if (numbers.length(source.data) != numbers.length(data)) {
            throw new IllegalArgumentException("copy of a block: expected " + shape + " of " + examples
                    + " examples, got " + source.shape + " of " + source.examples);
        }
        numbers.copy(source.data, 0, data, 0, numbers.length(data));
    }
}
