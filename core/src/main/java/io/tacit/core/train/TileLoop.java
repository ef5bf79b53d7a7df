package io.tacit.core.train;

import io.tacit.core.engine.Engine;
import io.tacit.core.tensor.FlatVector;
import java.util.List;

/**
 * The sum of losses and gradients over the tiles of a batch. Tiles are differentiated one by one on the engine's threads; groups of neighbouring
 * tiles add their gradients in order, then the groups' sums are added in order, so the bits of a gradient do not depend on the number of threads.
 *
 * @param width examples of a tile, but for the last
 */
record TileLoop(Engine engine, int width) {

    /** Partial sums of the gradient, and so the most tasks of a step. */
    private static final int GROUPS = 16;

    /** The loss of one tile. */
    interface Tile {
        /** The loss of {@code count} examples from {@code first} on; adds their gradient to {@code sum}. */
        Sums differentiate(int first, int count, FlatVector sum);
    }

    /** The loss of one tile where no gradient is wanted. */
    interface Part {
        Sums evaluate(int first, int count);
    }

    Sums differentiate(int examples, FlatVector gradient, Tile tile) {
        int tiles = tiles(examples);
        int groups = Math.min(GROUPS, tiles);
        Sums[] parts = new Sums[groups];
        FlatVector[] sums = new FlatVector[groups];
        engine.parallel(groups, g -> {
            sums[g] = FlatVector.zeros(gradient.precision(), gradient.length());
            parts[g] = Sums.NONE;
            for (int i = g * tiles / groups; i < (g + 1) * tiles / groups; i++) {
                parts[g] = parts[g].plus(tile.differentiate(i * width, count(examples, i), sums[g]));
            }
        });
        Sums total = Sums.NONE;
        for (int g = 0; g < groups; g++) {
            total = total.plus(parts[g]);
            gradient.add(sums[g]);
        }
        return total;
    }

    Sums evaluate(int examples, Part part) {
        Sums[] parts = new Sums[tiles(examples)];
        engine.parallel(parts.length, i -> parts[i] = part.evaluate(i * width, count(examples, i)));
        Sums total = Sums.NONE;
        for (Sums loss : parts) {
            total = total.plus(loss);
        }
        return total;
    }

    private int tiles(int examples) {
        return (int) (((long) examples + width - 1) / width);
    }

    private int count(int examples, int tile) {
        return Math.min(width, examples - tile * width);
    }

    /** What is done with the records of one tile. */
    interface Each {
        void of(int first, int count);
    }

    void each(int examples, Each each) {
        engine.parallel(tiles(examples), i -> each.of(i * width, count(examples, i)));
    }

    /** What is said of records that are not finite. */
    static Sums leftOut(int records) {
        return records == 0 ? Sums.NONE : Sums.NONE.failing(records).advising(List.of(Failure.RECORD));
    }
}
