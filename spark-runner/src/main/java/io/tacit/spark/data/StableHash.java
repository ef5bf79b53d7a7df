package io.tacit.spark.data;

import java.nio.charset.StandardCharsets;

/** 64-bit hashes that depend on the value alone, the same on every machine and in every release. */
final class StableHash {
    private static final long START = 0x243F6A8885A308D3L; // digits of π

    private StableHash() {}

    /** Of numbers as they compare: 0.0 and -0.0 are the same. */
    static long of(double[] values) {
        long hash = START;
        for (double value : values) {
            hash = fold(hash, Double.doubleToLongBits(value + 0.0));
        }
        return hash;
    }

    static long of(String text) {
        long hash = START;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = fold(hash, b);
        }
        return hash;
    }

    /** The id of the record that comes {@code rank}-th, from 0, among those of id {@code id}. */
    static long ofRank(long id, long rank) {
        // Hashed before it is folded: ids may be small and close together.
        return rank == 0 ? id : fold(fold(START, id), rank);
    }

    static long fold(long hash, long word) {
        return mix(31 * hash + word);
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014), a bijection. */
    private static long mix(long x) {
        long z = x + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
