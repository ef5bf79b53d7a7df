package io.tacit.spark.average;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The weighted mean of what is left, element by element, when the {@code ⌊share · n⌋} smallest and as many largest of n values are left out
 * (Yin, Chen, Ramchandran, Bartlett: "Byzantine-robust distributed learning", ICML 2018, definition 2). It needs all vectors until the
 * end.
 *
 * @param share of the vectors that is left out at each end, below one half
 */
record TrimmedMean(int length, double share, List<Vector> vectors) implements Mean {

    /** A vector to be averaged. */
    record Vector(FlatVector values, double weight) {}

    static TrimmedMean zero(int length, double share) {
        return new TrimmedMean(length, share, new ArrayList<>());
    }

    @Override
    public void add(FlatVector v, double weight) {
        if (v.length() != length) {
            throw new IllegalArgumentException(
                    "vector to be averaged: expected " + length + " elements like the others, got " + v.length());
        }
        vectors.add(new Vector(v, weight));
    }

    @Override
    public void merge(Mean later) {
        vectors.addAll(((TrimmedMean) later).vectors);
    }

    @Override
    public FlatVector mean(Precision precision) {
        FlatVector mean = FlatVector.zeros(precision, length);
        List<Vector> order = new ArrayList<>(vectors);
        int left = (int) (share * order.size());
        for (int i = 0; i < length; i++) {
            int element = i;
            order.sort(Comparator.comparingDouble(v -> v.values().get(element)));
            mean.set(i, of(order.subList(left, order.size() - left), i));
        }
        return mean;
    }

    /** Around the smallest value, so that the mean of equal values is that value. */
    private static double of(List<Vector> ascending, int element) {
        double smallest = ascending.get(0).values().get(element);
        double sum = 0;
        double weights = 0;
        for (Vector v : ascending) {
            sum += v.weight() * (v.values().get(element) - smallest);
            weights += v.weight();
        }
        return smallest + sum / weights;
    }
}
