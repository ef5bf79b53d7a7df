package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;

/**
 * The k numbers of largest magnitude, k = max(1, round(share · n)); of equal ones those of lower index. The others are
 * zero.
 *
 * <p>|x − x̂| ≤ the largest magnitude left out, and |v − v̂|² ≤ (1 − k / n) |v|² (Stich, Cordonnier, Jaggi: "Sparsified SGD
 * with memory", NeurIPS 2018, definition 2.1). Only with {@link ErrorFeedback} does training with it end where it would
 * without.
 *
 * @param share of the numbers that is sent
 */
public record TopK(double share) implements Compression {

    public TopK {
        if (!(share > 0 && share < 0.5)) {
            throw new IllegalArgumentException("share: expected more than 0 and less than 0.5, got " + share
                    + "; half of the numbers with their indices are as many bytes as all of them");
        }
    }

    @Override
    public Compressed compress(FlatVector v) {
        int k = kept(v.length());
        return SparseVector.pays(k, v) && Magnitudes.inRange(v)
                ? SparseVector.of(v, indices(v, k))
                : new DenseVector(v);
    }

    /** How many of {@code n} numbers are sent. */
    int kept(int n) {
        return Math.min(n, Math.max(1, (int) Math.round(share * n)));
    }

    private static int[] indices(FlatVector v, int k) {
        double least = Magnitudes.kthLargest(v, k);
        int equal = k - Magnitudes.countAbove(v, least);
        int[] indices = new int[k];
        int found = 0;
        for (int i = 0; found < k; i++) {
            double magnitude = Math.abs(v.get(i));
            if (magnitude > least) {
                indices[found++] = i;
            } else if (magnitude == least && equal > 0) {
                indices[found++] = i;
                equal--;
            }
        }
        return indices;
    }

    @Override
    public FlatVector bounds(FlatVector v) {
        int k = kept(v.length());
        return Magnitudes.everywhere(k < v.length() ? Magnitudes.kthLargest(v, k + 1) : 0, v.length());
    }
}
