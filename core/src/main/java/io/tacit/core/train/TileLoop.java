package io.tacit.core.train;

import io.tacit.core.engine.Engine;
import io.tacit.core.layer.TileLoss;
import io.tacit.core.solve.Work;
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

    private static final String NOT_FINITE =
            "a record holds NaN or infinity and was left out: drop or quarantine such records where the data is read";

    /** The loss of one tile. */
    interface Tile {
        /** The loss of {@code count} examples from {@code first} on; adds their gradient to {@code sum}. */
        TileLoss differentiate(int first, int count, FlatVector sum);
    }

    /** The loss of one tile where no gradient is wanted. */
    interface Part {
        TileLoss evaluate(int first, int count);
    }

    Evaluation differentiate(int examples, FlatVector gradient, Tile tile) {
        int tiles = tiles(examples);
        int groups = Math.min(GROUPS, tiles);
        Evaluation[] parts = new Evaluation[groups];
        FlatVector[] sums = new FlatVector[groups];
        engine.parallel(groups, g -> {
            sums[g] = FlatVector.zeros(gradient.precision(), gradient.length());
            parts[g] = Evaluation.NONE;
            for (int i = g * tiles / groups; i < (g + 1) * tiles / groups; i++) {
                parts[g] = parts[g].plus(Evaluation.of(tile.differentiate(i * width, count(examples, i), sums[g])));
            }
        });
        Evaluation total = Evaluation.NONE;
        for (int g = 0; g < groups; g++) {
            total = total.plus(parts[g]);
            gradient.add(sums[g]);
        }
        return total;
    }

    Evaluation evaluate(int examples, Part part) {
        TileLoss[] parts = new TileLoss[tiles(examples)];
        engine.parallel(parts.length, i -> parts[i] = part.evaluate(i * width, count(examples, i)));
        Evaluation total = Evaluation.NONE;
        for (TileLoss loss : parts) {
            total = total.plus(Evaluation.of(loss));
        }
        return total;
    }

    private int tiles(int examples) {
        return (int) (((long) examples + width - 1) / width);
    }

    private int count(int examples, int tile) {
        return Math.min(width, examples - tile * width);
    }

    /** What is said of records that are not finite. */
    static Evaluation leftOut(int records) {
        return new Evaluation(0, 0, 0, records, Work.NONE, Work.NONE, records == 0 ? List.of() : List.of(NOT_FINITE));
    }
}
