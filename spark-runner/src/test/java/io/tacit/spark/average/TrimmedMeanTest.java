package io.tacit.spark.average;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TrimmedMeanTest {
    private static final int P = 50;

    @Test
    @DisplayName("the extremes of each element are left out, whoever sent them")
    void extremes() {
        FlatVector mean = mean(
                0.2,
                leaf(0, 1, 1.0, 1e9),
                leaf(1, 1, 2.0, 5.0),
                leaf(2, 1, -1e9, 6.0),
                leaf(3, 1, 3.0, 7.0),
                leaf(4, 1, 9.0, 0.0));
        assertThat(mean).isEqualTo(FlatVector.of(2.0, 6.0));
    }

    @Test
    @DisplayName("what is left counts by its weight")
    void weights() {
        FlatVector mean = mean(0.25, leaf(0, 50, 100.0), leaf(1, 3, 4.0), leaf(2, 1, 8.0), leaf(3, 50, -100.0));
        assertThat(mean).isEqualTo(FlatVector.of(5.0));
    }

    @Test
    @DisplayName("too few vectors to leave any out: the weighted mean; equal vectors: that vector bit by bit")
    void few() {
        double[] odd = {0.1, 1.0 / 3, -7e200};
        assertThat(mean(0.4, leaf(0, 3, odd), leaf(1, 10, odd))).isEqualTo(FlatVector.of(odd));
    }

    @Test
    @DisplayName("slices that are averaged apart are the whole, to the bit")
    void slices() {
        List<Term.Leaf> leaves = IntStream.range(0, 9)
                .mapToObj(i -> new Term.Leaf(i, 1 + i, List.of(noise(i))))
                .toList();
        FlatVector whole = new TrimmedMean(0.25).of(leaves, 0, Precision.FLOAT32);
        List<FlatVector> slices = IntStream.range(0, 7)
                .mapToObj(s -> leaves.stream().map(leaf -> leaf.slice(s, 7)).toList())
                .map(slice -> new TrimmedMean(0.25).of(slice, 0, Precision.FLOAT32))
                .toList();
        assertThat(FlatVector.concatenated(slices)).isEqualTo(whole);
    }

    private static FlatVector mean(double share, Term.Leaf... leaves) {
        return new TrimmedMean(share).of(List.of(leaves), 0, Precision.FLOAT64);
    }

    private static Term.Leaf leaf(int rank, double weight, double... values) {
        return new Term.Leaf(rank, weight, List.of(FlatVector.of(values)));
    }

    private static FlatVector noise(int seed) {
        FlatVector noise = FlatVector.zeros(Precision.FLOAT32, P);
        for (int i = 0; i < P; i++) {
            noise.set(i, RandomKey.of(seed).gaussian(i));
        }
        return noise;
    }
}
