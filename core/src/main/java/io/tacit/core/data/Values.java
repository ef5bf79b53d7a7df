package io.tacit.core.data;

import java.io.Serializable;
import java.util.Arrays;

/** Numbers of a field, one record after the other, as they are stored. Equal where their bits are. */
public sealed interface Values extends Serializable {

    Storage storage();

    int length();

    double get(int i);

    /** A new one with the pieces [from₀, to₀), [from₁, to₁), … of this, one after another. */
    Values slices(int[] from, int[] to);

    /** This one, and after it the others, which have the same storage. */
    Values followedBy(Iterable<Values> others);

    /** In double precision. */
    record Doubles(double[] values) implements Values {
        @Override
        public Storage storage() {
            return Storage.FLOAT64;
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public double get(int i) {
            return values[i];
        }

        @Override
        public Values slices(int[] from, int[] to) {
            return new Doubles(Pieces.copied(values, from, to, new double[Pieces.total(from, to)]));
        }

        @Override
        public Values followedBy(Iterable<Values> others) {
            double[] all = new double[Pieces.total(this, others)];
            int at = Pieces.copied(values, values.length, all, 0);
            for (Values other : others) {
                at = Pieces.copied(((Doubles) other).values, other.length(), all, at);
            }
            return new Doubles(all);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Doubles that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /** In single precision. */
    record Floats(float[] values) implements Values {
        @Override
        public Storage storage() {
            return Storage.FLOAT32;
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public double get(int i) {
            return values[i];
        }

        @Override
        public Values slices(int[] from, int[] to) {
            return new Floats(Pieces.copied(values, from, to, new float[Pieces.total(from, to)]));
        }

        @Override
        public Values followedBy(Iterable<Values> others) {
            float[] all = new float[Pieces.total(this, others)];
            int at = Pieces.copied(values, values.length, all, 0);
            for (Values other : others) {
                at = Pieces.copied(((Floats) other).values, other.length(), all, at);
            }
            return new Floats(all);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Floats that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /** From 0 to 255. */
    record Bytes(byte[] values) implements Values {
        @Override
        public Storage storage() {
            return Storage.UINT8;
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public double get(int i) {
            return Byte.toUnsignedInt(values[i]);
        }

        @Override
        public Values slices(int[] from, int[] to) {
            return new Bytes(Pieces.copied(values, from, to, new byte[Pieces.total(from, to)]));
        }

        @Override
        public Values followedBy(Iterable<Values> others) {
            byte[] all = new byte[Pieces.total(this, others)];
            int at = Pieces.copied(values, values.length, all, 0);
            for (Values other : others) {
                at = Pieces.copied(((Bytes) other).values, other.length(), all, at);
            }
            return new Bytes(all);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /** Whole numbers. */
    record Ints(int[] values) implements Values {
        @Override
        public Storage storage() {
            return Storage.INT32;
        }

        @Override
        public int length() {
            return values.length;
        }

        @Override
        public double get(int i) {
            return values[i];
        }

        @Override
        public Values slices(int[] from, int[] to) {
            return new Ints(Pieces.copied(values, from, to, new int[Pieces.total(from, to)]));
        }

        @Override
        public Values followedBy(Iterable<Values> others) {
            int[] all = new int[Pieces.total(this, others)];
            int at = Pieces.copied(values, values.length, all, 0);
            for (Values other : others) {
                at = Pieces.copied(((Ints) other).values, other.length(), all, at);
            }
            return new Ints(all);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Ints that && Arrays.equals(values, that.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }
}
