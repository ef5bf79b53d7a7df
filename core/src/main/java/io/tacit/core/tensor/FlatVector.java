package io.tacit.core.tensor;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A dense vector on the heap in either precision. Callers compute in double with {@link #get} and {@link #set}, which
 * rounds to the stored precision, or take the backing array for a tight loop.
 *
 * <p>Equality is by precision and bits: {@code 0.0} differs from {@code -0.0}, and a NaN equals a NaN of the same bits.
 */
public final class FlatVector implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int HASH_CHUNK = 2048;
    private static final int FLOAT_EXPONENT = 0x7F800000;
    private static final long DOUBLE_EXPONENT = 0x7FF0000000000000L;

    private final Precision precision;
    // Exactly one of the two is in use; the other is empty.
    private final float[] floats;
    private final double[] doubles;

    private FlatVector(Precision precision, float[] floats, double[] doubles) {
        this.precision = precision;
        this.floats = floats;
        this.doubles = doubles;
    }

    public static FlatVector zeros(Precision precision, int length) {
        if (length < 0) {
            throw new IllegalArgumentException("length of a vector: expected 0 or more, got " + length);
        }
        return precision == Precision.FLOAT32 ? of(new float[length]) : of(new double[length]);
    }

    /** Wraps {@code values}, which are not copied: a later change of the array is a change of the vector. */
    public static FlatVector of(float... values) {
        return new FlatVector(Precision.FLOAT32, values, new double[0]);
    }

    /** Wraps {@code values}, which are not copied: a later change of the array is a change of the vector. */
    public static FlatVector of(double... values) {
        return new FlatVector(Precision.FLOAT64, new float[0], values);
    }

    public Precision precision() {
        return precision;
    }

    public int length() {
        return precision == Precision.FLOAT32 ? floats.length : doubles.length;
    }

    public double get(int i) {
        return precision == Precision.FLOAT32 ? floats[i] : doubles[i];
    }

    /** Stores {@code v}, rounded to this vector's precision. */
    public void set(int i, double v) {
        if (precision == Precision.FLOAT32) {
            floats[i] = (float) v;
        } else {
            doubles[i] = v;
        }
    }

    /**
     * The backing array itself.
     *
     * @throws IllegalStateException on a FLOAT64 vector
     */
    public float[] floats() {
        require(Precision.FLOAT32);
        return floats;
    }

    /**
     * The backing array itself.
     *
     * @throws IllegalStateException on a FLOAT32 vector
     */
    public double[] doubles() {
        require(Precision.FLOAT64);
        return doubles;
    }

    private void require(Precision wanted) {
        if (precision != wanted) {
            throw new IllegalStateException("expected a vector of " + wanted + ", this one is " + precision
                    + "; convert it with to(" + wanted + ")");
        }
    }

    /** Adds another vector of this length and precision, element by element. */
    public void add(FlatVector other) {
        if (other.length() != length() || other.precision != precision) {
            throw new IllegalArgumentException("sum of vectors: expected " + length() + " values in " + precision
                    + ", got " + other.length() + " in " + other.precision);
        }
        for (int i = 0; i < floats.length; i++) {
            floats[i] += other.floats[i];
        }
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] += other.doubles[i];
        }
    }

    /** The difference from a vector of this length and precision, each element rounded once. */
    public FlatVector minus(FlatVector other) {
        if (other.length() != length() || other.precision != precision) {
            throw new IllegalArgumentException("difference of vectors: expected " + length() + " values in " + precision
                    + ", got " + other.length() + " in " + other.precision);
        }
        FlatVector difference = zeros(precision, length());
        for (int i = 0; i < length(); i++) {
            difference.set(i, get(i) - other.get(i));
        }
        return difference;
    }

    /** Multiplies every element, in double, rounded to this precision. */
    public void scale(double factor) {
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) (floats[i] * factor);
        }
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] *= factor;
        }
    }

    /** Writes {@code count} elements from {@code first} on to the front of {@code target}. */
    public void load(int first, int count, double[] target) {
        if (precision == Precision.FLOAT64) {
            System.arraycopy(doubles, first, target, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            target[i] = floats[first + i];
        }
    }

    /** A copy of {@code count} elements from {@code first} on. */
    public FlatVector range(int first, int count) {
        return precision == Precision.FLOAT32
                ? of(Arrays.copyOfRange(floats, first, first + count))
                : of(Arrays.copyOfRange(doubles, first, first + count));
    }

    /** A copy of all elements of some vectors of one precision, one vector after the other. */
    public static FlatVector concatenated(List<FlatVector> parts) {
        FlatVector whole = zeros(
                parts.get(0).precision,
                parts.stream().mapToInt(FlatVector::length).sum());
        int at = 0;
        for (FlatVector part : parts) {
            part.require(whole.precision);
            System.arraycopy(part.floats, 0, whole.floats, Math.min(at, whole.floats.length), part.floats.length);
            System.arraycopy(part.doubles, 0, whole.doubles, Math.min(at, whole.doubles.length), part.doubles.length);
            at += part.length();
        }
        return whole;
    }

    public FlatVector copy() {
        return new FlatVector(precision, floats.clone(), doubles.clone());
    }

    /** A copy in the wanted precision. Rounds to nearest on the way to FLOAT32; exact on the way to FLOAT64. */
    public FlatVector to(Precision wanted) {
        FlatVector result = zeros(wanted, length());
        for (int i = 0; i < length(); i++) {
            result.set(i, get(i));
        }
        return result;
    }

    /** Index of the first NaN or infinity, or -1 where all are finite. */
    public int firstNonFinite() {
        if (finite()) {
            return -1;
        }
        for (int i = 0; i < length(); i++) {
            if (!Double.isFinite(get(i))) {
                return i;
            }
        }
        return -1;
    }

    /** Without a branch for each element: an exponent of ones alone carries into the sign. */
    private boolean finite() {
        int carried = 0;
        for (float x : floats) {
            carried |= (Float.floatToRawIntBits(x) & FLOAT_EXPONENT) + (FLOAT_EXPONENT & -FLOAT_EXPONENT);
        }
        long carriedFar = 0;
        for (double x : doubles) {
            carriedFar |= (Double.doubleToRawLongBits(x) & DOUBLE_EXPONENT) + (DOUBLE_EXPONENT & -DOUBLE_EXPONENT);
        }
        return carried >= 0 && carriedFar >= 0;
    }

    /** SHA-256 of the little-endian bytes, in lower-case hexadecimal: the fingerprint of θ. */
    public String sha256() {
        MessageDigest digest = newSha256();
        ByteBuffer chunk = ByteBuffer.allocate(HASH_CHUNK * precision.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < length(); from += HASH_CHUNK) {
            putLittleEndian(chunk.clear(), from, Math.min(length(), from + HASH_CHUNK));
            digest.update(chunk.flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void putLittleEndian(ByteBuffer target, int from, int to) {
        if (precision == Precision.FLOAT32) {
            target.asFloatBuffer().put(floats, from, to - from);
        } else {
            target.asDoubleBuffer().put(doubles, from, to - from);
        }
        target.position((to - from) * precision.bytes());
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must provide SHA-256, this one does not", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlatVector that
                && precision == that.precision
                && Arrays.equals(floats, that.floats)
                && Arrays.equals(doubles, that.doubles);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(floats) + Arrays.hashCode(doubles);
    }

    @Override
    public String toString() {
        return precision + "[" + length() + "]";
    }
}
