package io.tacit.spark.compress;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Vectors that compressions may stumble over, all finite and within ±2¹²⁷, in both precisions. */
final class AwkwardVectors {
    private static final RandomKey KEY = RandomKey.of(22);

    private AwkwardVectors() {}

    static Stream<FlatVector> all() {
        return Stream.of(Precision.values()).flatMap(AwkwardVectors::in);
    }

    private static Stream<FlatVector> in(Precision precision) {
        return Stream.of(
                        edges(precision),
                        Stream.of(
                                vector(precision, 9, i -> 0),
                                vector(precision, 9, i -> -0.0),
                                vector(precision, 21, i -> i % 2 == 0 ? 0.25 : -0.25),
                                vector(precision, 1, i -> -0x1p127),
                                vector(precision, 70, i -> (i - 35) * (double) Float.MIN_VALUE),
                                vector(precision, 70, i -> (i - 35) * Double.MIN_VALUE),
                                vector(precision, 300, i -> Math.scalb(i % 3 == 0 ? 1.7 : -1.3, i - 173)),
                                vector(precision, 256, i -> (i - 128) / 2.0),
                                vector(precision, 200, i -> i == 77 ? 1e6 : 1e-3 * KEY.gaussian(i)),
                                halfways(precision),
                                vector(precision, 1000, AwkwardVectors::anyBits)))
                .flatMap(s -> s);
    }

    /** Lengths around the ends of blocks of 4 and 64. */
    private static Stream<FlatVector> edges(Precision precision) {
        return IntStream.of(0, 1, 2, 3, 4, 5, 8, 63, 64, 65, 1000).mapToObj(n -> vector(precision, n, KEY::gaussian));
    }

    /** Just at, above and below the middle of two neighbours in bfloat16. */
    private static FlatVector halfways(Precision precision) {
        return vector(precision, 96, i -> {
            double middle = 1 + (2 * (i / 3) + 1) * 0x1p-8;
            double nudge = (i % 3 - 1) * (precision == Precision.FLOAT32 ? 0x1p-23 : 0x1p-50);
            return (i % 2 == 0 ? 1 : -1) * (middle + nudge);
        });
    }

    private static double anyBits(int i) {
        float any = Float.intBitsToFloat((int) KEY.bits(i));
        return Math.abs(any) <= 0x1p127f ? any : 0;
    }

    static FlatVector vector(Precision precision, int n, IntToDoubleFunction element) {
        FlatVector v = FlatVector.zeros(precision, n);
        for (int i = 0; i < n; i++) {
            v.set(i, element.applyAsDouble(i));
        }
        return v;
    }
}
