package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;

/**
 * The numbers of magnitude {@code least} and more; the others are zero. How many bytes that takes depends on the vector:
 * fewer, the nearer training is to its end (Sahu et al.: "Rethinking gradient sparsification as total error
 * minimization", NeurIPS 2021, who show that of all choices with as many numbers in a whole run this one leaves out
 * least).
 *
 * <p>|x − x̂| ≤ {@code least}. With {@link ErrorFeedback}, numbers below it are sent when enough have come together.
 */
public record Threshold(double least) implements Compression {

    public Threshold {
        if (!(least > 0 && Double.isFinite(least))) {
            throw new IllegalArgumentException("least: expected a finite number above 0, got " + least);
        }
    }

    @Override
    public Compressed compress(FlatVector v) {
        int count = Magnitudes.countAbove(v, Math.nextDown(least));
        return SparseVector.pays(count, v) && Magnitudes.inRange(v)
                ? SparseVector.of(v, indices(v, count))
                : new DenseVector(v);
    }

    private int[] indices(FlatVector v, int count) {
        int[] indices = new int[count];
        int found = 0;
        for (int i = 0; found < count; i++) {
            if (Math.abs(v.get(i)) >= least) {
                indices[found++] = i;
            }
        }
        return indices;
    }

    @Override
    public FlatVector bounds(FlatVector v) {
        return Magnitudes.everywhere(least, v.length());
    }
}
