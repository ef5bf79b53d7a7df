package io.tacit.spark.average;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The weighted mean of what is left, element by element, when the {@code ⌊share · n⌋} smallest and as many largest of n values are left out
 * (Yin, Chen, Ramchandran, Bartlett: "Byzantine-robust distributed learning", ICML 2018, definition 2). It needs the vectors of all workers.
 *
 * @param share of the vectors that is left out at each end, below one half
 */
record TrimmedMean(double share) {

    FlatVector of(List<Term.Leaf> leaves, int vector, Precision precision) {
        FlatVector mean = FlatVector.zeros(precision, leaves.get(0).length(vector));
        List<Term.Leaf> order = new ArrayList<>(leaves);
        int left = (int) (share * order.size());
        for (int i = 0; i < mean.length(); i++) {
            int element = i;
            order.sort(Comparator.comparingDouble(leaf -> value(leaf, vector, element)));
            mean.set(i, of(order.subList(left, order.size() - left), vector, i));
        }
        return mean;
    }

    /** Around the smallest value, so that the mean of equal values is that value. */
    private static double of(List<Term.Leaf> ascending, int vector, int element) {
        double smallest = value(ascending.get(0), vector, element);
        double sum = 0;
        double weights = 0;
        for (Term.Leaf leaf : ascending) {
            sum += leaf.weight() * (value(leaf, vector, element) - smallest);
            weights += leaf.weight();
        }
        return smallest + sum / weights;
    }

    private static double value(Term.Leaf leaf, int vector, int element) {
        return leaf.values().get(vector).get(element);
    }
}
