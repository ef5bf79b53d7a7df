package io.tacit.core.data;

/** Copies between arrays of the same type. */
final class Pieces {

    private Pieces() {}

    static int total(int[] from, int[] to) {
        long total = 0;
        for (int i = 0; i < from.length; i++) {
            total += to[i] - from[i];
        }
        return Math.toIntExact(total);
    }

    static int total(Values first, Iterable<Values> others) {
        long total = first.length();
        for (Values other : others) {
            total += other.length();
        }
        return Math.toIntExact(total);
    }

    /** The pieces of an array, one after another. */
    static <A> A copied(A source, int[] from, int[] to, A target) {
        int at = 0;
        for (int i = 0; i < from.length; i++) {
            System.arraycopy(source, from[i], target, at, to[i] - from[i]);
            at += to[i] - from[i];
        }
        return target;
    }

    /** A whole array; gives the place after it. */
    static <A> int copied(A source, int length, A target, int at) {
        System.arraycopy(source, 0, target, at, length);
        return at + length;
    }
}
