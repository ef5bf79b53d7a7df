package io.tacit.core.engine.nd4j;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A value inside a {@link Frame}.
 *
 * @param rows contiguous c-ordered array [rows × width]
 * @param slot the memory it shows
 */
record Value(INDArray rows, Slot slot) {

    /** Memory that values share; free again when no value refers to it. */
    static final class Slot {
        final INDArray flat;
        int references;

        Slot(INDArray flat, int references) {
            this.flat = flat;
            this.references = references;
        }
    }

    /** Number of columns: examples, or 1 where they all have this value. */
    int width() {
        return (int) rows.size(1);
    }

    int size() {
        return (int) rows.size(0);
    }

    /** The same memory as [dims… × width]. */
    INDArray as(long... dims) {
        return rows.reshape(
                'c',
                true,
                LongStream.concat(LongStream.of(dims), LongStream.of(width())).toArray());
    }

    /** The same memory as a matrix [m × (rest of the rows and width)]. */
    INDArray matrix(int m) {
        return rows.reshape('c', true, m, rows.length() / m);
    }

    /** Another value in the same memory. */
    Value again() {
        return rows(0, size());
    }

    /** Rows {@code start … start + length − 1}, of the same memory. */
    Value rows(int start, int length) {
        slot.references++;
        boolean all = length == size();
        return new Value(all ? rows : rows.get(NDArrayIndex.interval(start, start + length), NDArrayIndex.all()), slot);
    }

    /** The axes 0 … n − 1 followed by n, the one of examples. */
    static int[] withExamples(IntStream axes, int last) {
        return IntStream.concat(axes, IntStream.of(last)).toArray();
    }
}
