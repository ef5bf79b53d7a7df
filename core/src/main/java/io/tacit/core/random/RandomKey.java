package io.tacit.core.random;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * The name of an endless stream of random numbers. Stateless: {@code key.gaussian(7)} is number 7 of this stream,
 * whoever asks, however often, in whatever order.
 *
 * <p>Streams are derived by folding in what they belong to:
 *
 * <pre>{@code
 * RandomKey probe = RandomKey.of(seed).with("hutchinson").with(round).with(recordId);
 * double e0 = probe.gaussian(0), e1 = probe.gaussian(1);
 * }</pre>
 *
 * <p>Folding is a 128-bit random function (Philox under another key), so order matters and two different chains meet
 * with probability 2⁻¹²⁸. The numbers of different kinds of one stream are made of the same bits: give each purpose a
 * stream of its own.
 *
 * @param key the key of Philox
 * @param stream the upper half of its counter
 */
public record RandomKey(long key, long stream) implements Serializable {
    // Digits of π: they keep the counters of folding apart from those of drawing, and texts apart from numbers.
    private static final long FOLD_WORD = 0x243F6A8885A308D3L;
    private static final long FOLD_TEXT = 0x13198A2E03707344L;
    private static final double ULP_52 = 0x1p-52;
    private static final double ULP_53 = 0x1p-53;

    public static RandomKey of(long seed) {
        return new RandomKey(seed, 0);
    }

    /** The stream that belongs to {@code word} (a round, a record, a layer, ...) within this one. */
    public RandomKey with(long word) {
        return fold(FOLD_WORD, word);
    }

    /** The stream that belongs to {@code purpose} within this one. */
    public RandomKey with(String purpose) {
        byte[] bytes = purpose.getBytes(StandardCharsets.UTF_8);
        RandomKey folded = fold(FOLD_TEXT, bytes.length);
        for (int from = 0; from < bytes.length; from += Long.BYTES) {
            folded = folded.fold(FOLD_TEXT, littleEndian(bytes, from));
        }
        return folded;
    }

    private RandomKey fold(long domain, long word) {
        Philox.Block b = Philox.block(key ^ domain, word, stream);
        return new RandomKey(b.low(), b.high());
    }

    private static long littleEndian(byte[] bytes, int from) {
        long word = 0;
        for (int i = Math.min(bytes.length, from + Long.BYTES) - 1; i >= from; i--) {
            word = (word << 8) | (bytes[i] & 0xFF);
        }
        return word;
    }

    /** 64 independent fair bits. */
    public long bits(long counter) {
        Philox.Block b = Philox.block(key, counter >>> 1, stream);
        return (counter & 1) == 0 ? b.low() : b.high();
    }

    /** Uniform on [0, 1), a multiple of 2⁻⁵³. */
    public double uniform(long counter) {
        return (bits(counter) >>> 11) * ULP_53;
    }

    /** Standard normal, by inversion of its distribution function; |value| < 8.3. */
    public double gaussian(long counter) {
        return gaussianOf(bits(counter));
    }

    /** +1 or -1 with equal probability. */
    public double rademacher(long counter) {
        // One block of 128 bits serves 128 counters, so that the signs of one record cost one block.
        Philox.Block b = Philox.block(key, counter >>> 7, stream);
        long half = (counter & 64) == 0 ? b.low() : b.high();
        return 1 - 2 * ((half >>> (counter & 63)) & 1);
    }

    /** Uniform on {0, ..., bound - 1}, with a bias below 2⁻³². */
    public int below(int bound, long counter) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound: expected 1 or more, got " + bound);
        }
        return scaled(bound, bits(counter));
    }

    private static int scaled(int bound, long bits) {
        return (int) Math.multiplyHigh(bits >>> 1, 2L * bound);
    }

    /** A uniformly drawn order of 0, ..., n - 1 (Fisher and Yates). */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i += 2) {
            // Numbers i and i + 1 are made of one block: orders of millions of records are drawn in every round.
            Philox.Block b = Philox.block(key, i >>> 1, stream);
            put(order, i, scaled(i + 1, b.low()));
            if (i + 1 < n) {
                put(order, i + 1, scaled(i + 2, b.high()));
            }
        }
        return order;
    }

    private static void put(int[] order, int i, int j) {
        order[i] = order[j];
        order[j] = i;
    }

    /** Writes {@code gaussian(i)} to {@code target[offset + i]} for i = 0, ..., length - 1. */
    public void fillGaussian(float[] target, int offset, int length) {
        for (int i = 0; i < length; i += 2) {
            Philox.Block b = Philox.block(key, i >>> 1, stream);
            target[offset + i] = (float) gaussianOf(b.low());
            if (i + 1 < length) {
                target[offset + i + 1] = (float) gaussianOf(b.high());
            }
        }
    }

    /** Writes {@code gaussian(i)} to {@code target[offset + i]} for i = 0, ..., length - 1. */
    public void fillGaussian(double[] target, int offset, int length) {
        for (int i = 0; i < length; i += 2) {
            Philox.Block b = Philox.block(key, i >>> 1, stream);
            target[offset + i] = gaussianOf(b.low());
            if (i + 1 < length) {
                target[offset + i + 1] = gaussianOf(b.high());
            }
        }
    }

    /** Writes {@code uniform(i)}, cut to 24 bits (so still below 1), to {@code target[offset + i]}. */
    public void fillUniform(float[] target, int offset, int length) {
        for (int i = 0; i < length; i++) {
            target[offset + i] = (bits(i) >>> 40) * 0x1p-24f;
        }
    }

    /** Writes {@code uniform(i)} to {@code target[offset + i]} for i = 0, ..., length - 1. */
    public void fillUniform(double[] target, int offset, int length) {
        for (int i = 0; i < length; i++) {
            target[offset + i] = uniform(i);
        }
    }

    /** Writes {@code rademacher(i)} to {@code target[offset + i]} for i = 0, ..., length - 1. */
    public void fillRademacher(float[] target, int offset, int length) {
        long half = 0;
        for (int i = 0; i < length; i++) {
            if ((i & 63) == 0) {
                Philox.Block b = Philox.block(key, i >>> 7, stream);
                half = (i & 64) == 0 ? b.low() : b.high();
            }
            target[offset + i] = 1 - 2 * (int) ((half >>> (i & 63)) & 1);
        }
    }

    /** Writes {@code rademacher(i)} to {@code target[offset + i]} for i = 0, ..., length - 1. */
    public void fillRademacher(double[] target, int offset, int length) {
        for (int i = 0; i < length; i++) {
            target[offset + i] = rademacher(i);
        }
    }

    /** The centre of one of 2⁵² equal cells of (0, 1): exact in double, symmetric about 1/2, never 0 or 1. */
    private static double gaussianOf(long bits) {
        return NormalQuantile.of(((bits >>> 12) + 0.5) * ULP_52);
    }
}
