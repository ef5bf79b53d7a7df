package io.tacit.spark.average;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;

/**
 * Something to be added: what a block of ranks, [{@link #firstRank}, firstRank + 2^{@link #level}), brings to the average. The
 * vectors of all terms have the same order and lengths: θ first, then moments of the optimizer where they are averaged.
 */
public sealed interface Term {
    int firstRank();

    int level();

    /** Σ w over the workers of the block. */
    double weight();

    /** Number of vectors. */
    int vectors();

    int length(int vector);

    /** Of the workers' own vectors, and so of their mean. */
    Precision precision(int vector);

    /** Writes elements [from, from + n) as sums of two doubles each. */
    void load(int vector, int from, int n, double[] high, double[] low);

    /** The vectors of one worker. */
    record Leaf(int firstRank, double weight, List<FlatVector> values) implements Term {
        public Leaf {
            values = List.copyOf(values);
        }

        @Override
        public int level() {
            return 0;
        }

        @Override
        public int vectors() {
            return values.size();
        }

        @Override
        public int length(int vector) {
            return values.get(vector).length();
        }

        @Override
        public Precision precision(int vector) {
            return values.get(vector).precision();
        }

        /** w v as a double and the error of that product, which is a double as well. */
        @Override
        public void load(int vector, int from, int n, double[] high, double[] low) {
            values.get(vector).load(from, n, high);
            for (int i = 0; i < n; i++) {
                double x = high[i];
                double product = weight * x;
                high[i] = product;
                low[i] = Math.fma(weight, x, -product);
            }
        }

        /** Part {@code index} of {@code count} parts of nearly equal length, of every vector. */
        public Leaf slice(int index, int count) {
            return new Leaf(
                    firstRank,
                    weight,
                    values.stream().map(v -> part(v, index, count)).toList());
        }

        private static FlatVector part(FlatVector v, int index, int count) {
            int from = (int) ((long) v.length() * index / count);
            int to = (int) ((long) v.length() * (index + 1) / count);
            return v.range(from, to - from);
        }
    }

    /** Sums over a block of ranks, each element high + low. */
    record Partial(int firstRank, int level, double weight, List<Precision> precisions, List<Twofold> sums)
            implements Term {
        public Partial {
            precisions = List.copyOf(precisions);
            sums = List.copyOf(sums);
        }

        @Override
        public int vectors() {
            return sums.size();
        }

        @Override
        public int length(int vector) {
            return sums.get(vector).high().length;
        }

        @Override
        public Precision precision(int vector) {
            return precisions.get(vector);
        }

        @Override
        public void load(int vector, int from, int n, double[] high, double[] low) {
            System.arraycopy(sums.get(vector).high(), from, high, 0, n);
            System.arraycopy(sums.get(vector).low(), from, low, 0, n);
        }
    }
}
