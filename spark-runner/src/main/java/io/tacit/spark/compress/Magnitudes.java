package io.tacit.spark.compress;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.Arrays;

/** Questions about |x| of all numbers x of a vector. */
final class Magnitudes {
    /** Leaves room for rounding upwards in FLOAT32 and bfloat16. */
    private static final double LARGEST = 0x1p127;

    private static final int DIGIT_BITS = 16;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private Magnitudes() {}

    /** Whether all are finite and at most 2¹²⁷. */
    static boolean inRange(FlatVector v) {
        for (int i = 0; i < v.length(); i++) {
            if (!(Math.abs(v.get(i)) <= LARGEST)) {
                return false;
            }
        }
        return true;
    }

    /** The largest of the numbers {@code from … to − 1}. */
    static double largest(FlatVector v, int from, int to) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(v.get(i)));
        }
        return largest;
    }

    /**
     * The k-th largest, k from 1, of finite numbers. Magnitudes are ordered as the bits of their doubles are, so four
     * counts of 16 bits each find it: O(n) whatever the numbers are, where a quickselect has bad cases and moves a copy
     * of them.
     */
    static double kthLargest(FlatVector v, int k) {
        long known = 0;
        int rest = k;
        for (int shift = Long.SIZE - DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS) {
            int[] counts = counts(v, known, shift);
            int digit = DIGITS - 1;
            for (; counts[digit] < rest; digit--) {
                rest -= counts[digit];
            }
            known = known << DIGIT_BITS | digit;
        }
        return Double.longBitsToDouble(known);
    }

    /** How often each digit stands at {@code shift} after the digits that are known. */
    private static int[] counts(FlatVector v, long known, int shift) {
        int[] counts = new int[DIGITS];
        for (int i = 0; i < v.length(); i++) {
            long digits = Double.doubleToRawLongBits(Math.abs(v.get(i))) >>> shift;
            if (digits >>> DIGIT_BITS == known) {
                counts[(int) (digits & (DIGITS - 1))]++;
            }
        }
        return counts;
    }

    static int countAbove(FlatVector v, double magnitude) {
        int count = 0;
        for (int i = 0; i < v.length(); i++) {
            count += Math.abs(v.get(i)) > magnitude ? 1 : 0;
        }
        return count;
    }

    /** The same bound for each of n numbers. */
    static FlatVector everywhere(double bound, int n) {
        FlatVector bounds = FlatVector.zeros(Precision.FLOAT64, n);
        Arrays.fill(bounds.doubles(), bound);
        return bounds;
    }
}
