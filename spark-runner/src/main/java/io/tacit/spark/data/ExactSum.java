package io.tacit.spark.data;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A sum of doubles without rounding, so that the order and grouping of the terms cannot matter.
 *
 * <p>A fixed-point number in chunks of 32 bits, chunk i having weight 2^(32 i - 1075), each held in 64 bits so that
 * carries may wait. Chunks after {@link #settle()} depend on the sum alone: equal sums have equal chunks. From: R. M.
 * Neal, "Fast exact summation using small and large superaccumulators", arXiv:1505.05571, §3.
 */
final class ExactSum {
    /** 2^11 exponents in chunks of 32, one for the upper half of a term, one for the sign. */
    static final int CHUNKS = 66;

    /** The sum is an integer times 2^-SCALE. */
    static final int SCALE = 1075;

    // A term is below 2^52 in its upper chunk: so many fit beside a settled chunk into 63 bits.
    private static final int TERMS_BETWEEN_CARRIES = 1 << 10;
    private static final long LOW_32 = 0xFFFFFFFFL;

    private final long[] chunks;
    private int unsettled;

    ExactSum() {
        this(new long[CHUNKS]);
    }

    /** From the {@link #settled() chunks} of another sum, which are not copied. */
    ExactSum(long[] chunks) {
        this.chunks = chunks;
    }

    /** Adds a finite number. */
    void add(double term) {
        long bits = Double.doubleToRawLongBits(term);
        int exponent = (int) (bits >>> 52) & 0x7FF;
        long mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exponent == 0) {
            exponent = 1;
        } else {
            mantissa |= 1L << 52;
        }
        int chunk = exponent >>> 5;
        int shift = exponent & 31;
        long sign = bits >> 63;
        chunks[chunk] += ((mantissa << shift & LOW_32) ^ sign) - sign;
        chunks[chunk + 1] += (mantissa >>> (32 - shift) ^ sign) - sign;
        if (++unsettled == TERMS_BETWEEN_CARRIES) {
            settle();
        }
    }

    void add(ExactSum other) {
        settle();
        other.settle();
        for (int i = 0; i < CHUNKS; i++) {
            chunks[i] += other.chunks[i];
        }
        settle();
    }

    private void settle() {
        for (int i = 0; i < CHUNKS - 1; i++) {
            chunks[i + 1] += chunks[i] >> 32;
            chunks[i] &= LOW_32;
        }
        unsettled = 0;
    }

    long[] settled() {
        settle();
        return Arrays.copyOf(chunks, CHUNKS);
    }

    /** The sum times 2^SCALE. */
    BigInteger scaled() {
        settle();
        BigInteger value = BigInteger.ZERO;
        for (int i = CHUNKS - 1; i >= 0; i--) {
            value = value.shiftLeft(32).add(BigInteger.valueOf(chunks[i]));
        }
        return value;
    }
}
