package io.tacit.spark.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        TrimmedMean mean = TrimmedMean.zero(2, 0.2);
        mean.add(FlatVector.of(1.0, 1e9), 1);
        mean.add(FlatVector.of(2.0, 5.0), 1);
        mean.add(FlatVector.of(-1e9, 6.0), 1);
        mean.add(FlatVector.of(3.0, 7.0), 1);
        mean.add(FlatVector.of(9.0, 0.0), 1);
        assertThat(mean.mean(Precision.FLOAT64)).isEqualTo(FlatVector.of(2.0, 6.0));
    }

    @Test
    @DisplayName("what is left counts by its weight")
    void weights() {
        TrimmedMean mean = TrimmedMean.zero(1, 0.25);
        mean.add(FlatVector.of(100.0), 50);
        mean.add(FlatVector.of(4.0), 3);
        mean.add(FlatVector.of(8.0), 1);
        mean.add(FlatVector.of(-100.0), 50);
        assertThat(mean.mean(Precision.FLOAT64)).isEqualTo(FlatVector.of(5.0));
    }

    @Test
    @DisplayName("too few vectors to leave any out: the weighted mean; equal vectors: that vector bit by bit")
    void few() {
        FlatVector odd = FlatVector.of(0.1, 1.0 / 3, -7e200);
        TrimmedMean two = TrimmedMean.zero(3, 0.4);
        two.add(odd, 3);
        two.add(odd, 10);
        assertThat(two.mean(Precision.FLOAT64)).isEqualTo(odd);
    }

    @Test
    @DisplayName("grouping does not matter, to the bit")
    void merging() {
        List<FlatVector> vectors =
                IntStream.range(0, 9).mapToObj(TrimmedMeanTest::noise).toList();
        TrimmedMean flat = fold(vectors, 0, 9);
        TrimmedMean grouped = fold(vectors, 0, 4);
        grouped.merge(fold(vectors, 4, 9));
        assertThat(grouped.mean(Precision.FLOAT32)).isEqualTo(flat.mean(Precision.FLOAT32));
    }

    @Test
    @DisplayName("a vector of another length is refused")
    void length() {
        assertThatThrownBy(() -> TrimmedMean.zero(2, 0.1).add(FlatVector.of(1.0), 1))
                .hasMessageContaining("expected 2 elements like the others, got 1");
    }

    private static TrimmedMean fold(List<FlatVector> vectors, int from, int to) {
        TrimmedMean fold = TrimmedMean.zero(P, 0.25);
        for (int i = from; i < to; i++) {
            fold.add(vectors.get(i), 1 + i);
        }
        return fold;
    }

    private static FlatVector noise(int seed) {
        FlatVector noise = FlatVector.zeros(Precision.FLOAT32, P);
        for (int i = 0; i < P; i++) {
            noise.set(i, RandomKey.of(seed).gaussian(i));
        }
        return noise;
    }
}
