package io.tacit.core.data;

import io.tacit.core.random.RandomKey;
import io.tacit.core.random.Shuffle;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * An endless sequence of batches of records 0, ..., {@code records} - 1: one random order after another, cut into
 * batches of {@code size}, in each of which records ascend: what is alike among the records and lies side by side stays so.
 * What is left of an order and fills no batch is dropped; it is another rest each time. With fewer records than
 * {@code size} each batch is all of them.
 *
 * <p>Batch number s is a function of s and the key alone, so that training resumes in the middle.
 */
public record Batches(int records, int size, RandomKey key) {
    public Batches {
        if (records < 1 || size < 1) {
            throw new IllegalArgumentException(
                    "records and batch size: expected 1 or more each, got " + records + " and " + size);
        }
    }

    /** Batches in one order of all records. */
    public int perEpoch() {
        return Math.max(1, records / size);
    }

    private Shuffle order(long epoch) {
        return new Shuffle(records, key.with(epoch));
    }

    /** Batches number {@code step}, {@code step} + 1, ..., without end: the records in each, ascending. */
    public Iterator<int[]> from(long step) {
        return new Iterator<>() {
            private long next = step;
            private Shuffle order = order(next / perEpoch());

            @Override
            public boolean hasNext() {
                return true;
            }

            // Endless, hence never NoSuchElementException.
            @Override
            @SuppressWarnings("IteratorNextCanNotThrowNoSuchElementException")
            public int[] next() {
                int position = (int) (next % perEpoch());
                if (position == 0) {
                    order = order(next / perEpoch());
                }
                next++;
                int begin = position * size;
                int[] batch = IntStream.range(begin, Math.min(records, begin + size))
                        .map(order::at)
                        .toArray();
                Arrays.sort(batch);
                return batch;
            }
        };
    }
}
