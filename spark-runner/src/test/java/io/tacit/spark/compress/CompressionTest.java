package io.tacit.spark.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a compression loses stays within its bound, is the least it can lose, and is the same each time. */
class CompressionTest {

    static Stream<Compression> all() {
        return Stream.of(
                new None(),
                new Bfloat16(),
                new Int8(2),
                new Int8(4),
                new Int8(64),
                new Int8(Integer.MAX_VALUE),
                new TopK(0.01),
                new TopK(0.3),
                new Threshold(0.25),
                new Threshold(Double.MIN_VALUE));
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("C22 every number comes back within the stated bound, in at most the bytes of the vector")
    void bounds(Compression compression) {
        AwkwardVectors.all().forEach(v -> {
            Compressed compressed = compression.compress(v);
            FlatVector restored = compressed.restore(v.precision());
            FlatVector bounds = compression.bounds(v);
            assertThat(compressed.length()).isEqualTo(v.length());
            assertThat(restored.length()).isEqualTo(v.length());
            for (int i = 0; i < v.length(); i++) {
                assertThat(Math.abs(restored.get(i) - v.get(i)))
                        .as("%s, %s[%d] = %s", compression, v, i, v.get(i))
                        .isLessThanOrEqualTo(bounds.get(i));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("C22 bytes are what the package note says")
    void bytes(Compression compression) {
        FlatVector v = AwkwardVectors.vector(Precision.FLOAT32, 1000, i -> i % 10 == 0 ? i : 0.1);
        long expected = compression instanceof Bfloat16
                ? 2000
                : compression instanceof Int8 blocks
                        ? 1000 + 4 * (long) Math.ceil(1000.0 / blocks.block())
                        : compression instanceof TopK top
                                ? Math.round(8 * 1000 * top.share())
                                : compression.equals(new Threshold(0.25)) ? 99 * 8 : 4000;
        assertThat(compression.compress(v).bytes()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("C22 equal vectors give equal bytes, and the vector stays as it was")
    void deterministic(Compression compression) {
        AwkwardVectors.all().forEach(v -> {
            FlatVector before = v.copy();
            Compressed first = compression.compress(v);
            assertThat(compression.compress(v.copy())).isEqualTo(first).hasSameHashCodeAs(first);
            assertThat(v).isEqualTo(before);
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("C22 a NaN, an infinity, a number out of range: the vector arrives as it was, bit by bit")
    void notFinite(Compression compression) {
        for (double odd :
                new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Math.nextUp(0x1p127f), -Float.MAX_VALUE}) {
            for (Precision precision : Precision.values()) {
                FlatVector v = AwkwardVectors.vector(precision, 200, i -> i == 150 ? odd : 1e-6 * i);
                assertThat(compression.compress(v).restore(precision)).isEqualTo(v);
            }
        }
        FlatVector huge = FlatVector.of(1.0, 1e300, 0, 0, 0, 0);
        assertThat(compression.compress(huge).restore(Precision.FLOAT64)).isEqualTo(huge);
    }

    @Test
    @DisplayName("C22 bfloat16 is the nearest number of 8 significant bits, of two equally near the even one")
    void nearestBfloat() {
        AwkwardVectors.all().forEach(v -> {
            FlatVector restored = new Bfloat16().compress(v).restore(v.precision());
            for (int i = 0; i < v.length(); i++) {
                assertThat(restored.get(i)).as("%s", v.get(i)).isEqualTo(naiveBfloat(v.get(i)));
            }
        });
    }

    /** To a multiple of the spacing of bfloat16 at x, all of which a double holds exactly. */
    private static double naiveBfloat(double x) {
        double spacing = Math.scalb(1.0, Math.max(Math.getExponent(x), Float.MIN_EXPONENT) - 7);
        return Math.rint(x / spacing) * spacing;
    }

    @Test
    @DisplayName("C22 int8 takes the nearest of its 255 steps")
    void nearestStep() {
        AwkwardVectors.all().forEach(v -> {
            Compressed compressed = new Int8(64).compress(v);
            FlatVector restored = compressed.restore(Precision.FLOAT64);
            for (int i = 0; i < v.length(); i++) {
                double x = v.get(i);
                double scale = ((Int8Vector) compressed).scales()[i / 64];
                double nearest = IntStream.rangeClosed(-127, 127)
                        .mapToDouble(q -> Math.abs(q * scale - x))
                        .min()
                        .orElseThrow();
                // Two steps are equally near to within the rounding of 1 / scale.
                assertThat(Math.abs(restored.get(i) - x)).isLessThanOrEqualTo(nearest + 1e-13 * scale);
            }
        });
    }

    @Test
    @DisplayName("C22 top-k is the head of a stable sort by magnitude, lower indices first")
    void sorted() {
        for (double share : new double[] {0.01, 0.1, 0.3, 0.49}) {
            TopK top = new TopK(share);
            AwkwardVectors.all()
                    .filter(v -> SparseVector.pays(top.kept(v.length()), v))
                    .forEach(v -> {
                        int[] expected = IntStream.range(0, v.length())
                                .boxed()
                                .sorted(Comparator.comparingDouble(i -> -Math.abs(v.get(i))))
                                .limit(top.kept(v.length()))
                                .mapToInt(i -> i)
                                .sorted()
                                .toArray();
                        assertThat(top.compress(v)).isEqualTo(SparseVector.of(v, expected));
                    });
        }
    }

    @Test
    @DisplayName("C22 top-k leaves out at most the share 1 - k/n of the squares")
    void contraction() {
        FlatVector v = AwkwardVectors.all()
                .reduce((first, last) -> first.length() == 1000 ? first : last)
                .orElseThrow();
        FlatVector kept = new TopK(0.1).compress(v).restore(v.precision());
        double all = 0;
        double left = 0;
        for (int i = 0; i < v.length(); i++) {
            all += v.get(i) * v.get(i);
            left += Math.pow(v.get(i) - kept.get(i), 2);
        }
        assertThat(left).isLessThan(0.9 * all).isPositive();
    }

    @Test
    @DisplayName("C22 a threshold sends what reaches it, and nothing else")
    void threshold() {
        FlatVector v = FlatVector.of(0.1f, -0.25f, Math.nextDown(0.25f), 0f, 3f, 0.2f, 0f, -0f);
        assertThat(new Threshold(0.25).compress(v))
                .isEqualTo(new SparseVector(8, new int[] {1, 4}, FlatVector.of(-0.25f, 3f)));
    }

    @Test
    @DisplayName("settings and indices that make no sense are refused")
    void refused() {
        assertThatThrownBy(() -> new Int8(1)).hasMessageContaining("block: expected 2 or more numbers, got 1");
        for (double share : new double[] {0, 0.5, Double.NaN}) {
            assertThatThrownBy(() -> new TopK(share)).hasMessageContaining("share: expected more than 0 and less");
        }
        assertThatThrownBy(() -> new Threshold(0)).hasMessageContaining("least: expected a finite number above 0");
        for (int[] indices : List.of(new int[] {1, 1}, new int[] {-1, 0}, new int[] {0, 3})) {
            assertThatThrownBy(() -> new SparseVector(3, indices, FlatVector.of(1f, 2f)))
                    .hasMessageContaining("index in a sparse vector of 3 numbers");
        }
        assertThatThrownBy(() -> new SparseVector(3, new int[1], FlatVector.of(1f, 2f)))
                .hasMessageContaining("expected 1 as there are indices, got 2");
        assertThatThrownBy(() -> new Int8Vector(4, new byte[5], new float[1]))
                .hasMessageContaining("scales: expected 2 for 5 numbers in blocks of 4, got 1");
    }
}
