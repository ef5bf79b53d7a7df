package io.tacit.spark.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Arrays;

/**
 * Count, Σx, Σx², minimum and maximum of one column: a commutative monoid without rounding, so that mean and deviation
 * have the same bits however the records are spread.
 */
final class ColumnMoments {
    /** Values beyond this would overflow Σx². */
    static final double LARGEST = 1e150;

    /** Longs that {@link #toLongs()} gives. */
    static final int LONGS = 3 + 2 * ExactSum.CHUNKS;

    private static final MathContext DIGITS = new MathContext(40);

    private final ExactSum sum;
    private final ExactSum squares;
    private long count;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    ColumnMoments() {
        sum = new ExactSum();
        squares = new ExactSum();
    }

    private ColumnMoments(long[] longs) {
        count = longs[0];
        min = Double.longBitsToDouble(longs[1]);
        max = Double.longBitsToDouble(longs[2]);
        sum = new ExactSum(Arrays.copyOfRange(longs, 3, 3 + ExactSum.CHUNKS));
        squares = new ExactSum(Arrays.copyOfRange(longs, 3 + ExactSum.CHUNKS, LONGS));
    }

    static ColumnMoments ofLongs(long[] longs) {
        return new ColumnMoments(longs);
    }

    /** Adds a number of magnitude up to {@link #LARGEST}. */
    void add(double x) {
        count++;
        min = Math.min(min, x);
        max = Math.max(max, x);
        sum.add(x);
        double square = x * x;
        squares.add(square);
        squares.add(Math.fma(x, x, -square)); // the part of x² that rounding cut off
    }

    void add(ColumnMoments other) {
        count += other.count;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
        sum.add(other.sum);
        squares.add(other.squares);
    }

    /** A plain form for travelling, the same for the same values in any order. */
    long[] toLongs() {
        long[] longs = new long[LONGS];
        longs[0] = count;
        longs[1] = Double.doubleToLongBits(min);
        longs[2] = Double.doubleToLongBits(max);
        System.arraycopy(sum.settled(), 0, longs, 3, ExactSum.CHUNKS);
        System.arraycopy(squares.settled(), 0, longs, 3 + ExactSum.CHUNKS, ExactSum.CHUNKS);
        return longs;
    }

    /** Infinite of no value. */
    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /** Of at least one value. */
    ColumnStatistics statistics(String column) {
        return new ColumnStatistics(column, count, mean(), Math.sqrt(variance()), min, max);
    }

    private double mean() {
        return quotient(sum.scaled(), BigInteger.valueOf(count).shiftLeft(ExactSum.SCALE));
    }

    /** {@code (n Σx² - (Σx)²) / n²}, whose difference would cancel if it were rounded. */
    private double variance() {
        BigInteger n = BigInteger.valueOf(count);
        BigInteger s = sum.scaled();
        BigInteger difference =
                squares.scaled().shiftLeft(ExactSum.SCALE).multiply(n).subtract(s.multiply(s));
        return quotient(difference, n.multiply(n).shiftLeft(2 * ExactSum.SCALE));
    }

    private static double quotient(BigInteger numerator, BigInteger denominator) {
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), DIGITS)
                .doubleValue();
    }
}
