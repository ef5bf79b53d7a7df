package io.tacit.core.train;

import io.tacit.core.data.Batches;
import io.tacit.core.data.Examples;
import io.tacit.core.data.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;

/**
 * The batches of some steps, one after the other. The share is asked once, before the first of them, for the records that they have: what is in
 * memory is bounded by the steps, whatever the size of the share.
 */
final class StepBatches {
    private final Examples records;
    private final Iterator<int[]> batches;

    private StepBatches(Examples records, Iterator<int[]> batches) {
        this.records = records;
        this.batches = batches;
    }

    static StepBatches of(Share share, Batches batches, long firstStep, int steps) {
        Iterator<int[]> from = batches.from(firstStep);
        if ((long) steps * batches.size() >= share.count()) {
            return new StepBatches(share.all(), from);
        }
        List<int[]> drawn = new ArrayList<>();
        BitSet met = new BitSet(share.count());
        for (int step = 0; step < steps; step++) {
            int[] batch = from.next();
            drawn.add(batch);
            Arrays.stream(batch).forEach(met::set);
        }
        int[] which = met.stream().toArray();
        return new StepBatches(
                share.pick(which),
                drawn.stream().map(batch -> positions(which, batch)).iterator());
    }

    /** Both ascend. */
    private static int[] positions(int[] which, int[] batch) {
        int[] positions = new int[batch.length];
        int from = 0;
        for (int i = 0; i < batch.length; i++) {
            from = Arrays.binarySearch(which, from, which.length, batch[i]);
            positions[i] = from;
        }
        return positions;
    }

    /** To be asked for once for each of the steps. */
    Examples next() {
        return records.pick(batches.next());
    }
}
