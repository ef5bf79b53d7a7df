package io.tacit.core.random;

/**
 * A random order of 0, ..., n - 1. Up to {@value #DRAWN} it is drawn uniformly among all orders; beyond, each place is computed when it is asked for, so that
 * an order of any number of records takes no memory and no time beforehand: a Feistel network of {@value #ROUNDS} rounds over the smallest
 * power of two that holds n, walked on until it comes back below n (Black, Rogaway: "Ciphers with arbitrary finite domains", CT-RSA 2002).
 */
public final class Shuffle {
    static final int DRAWN = 1 << 16;
    static final int ROUNDS = 8;

    private final int n;
    /** Empty where places are computed. */
    private final int[] order;

    private final long[] keys;
    private final int lowBits;
    private final int lowMask;
    private final int highMask;

    /** The order that belongs to {@code key}. */
    public Shuffle(int n, RandomKey key) {
        this.n = n;
        order = n <= DRAWN ? key.permutation(n) : new int[0];
        keys = new long[n <= DRAWN ? 0 : ROUNDS];
        for (int round = 0; round < keys.length; round++) {
            keys[round] = key.bits(round);
        }
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(n, DRAWN) - 1);
        lowBits = bits / 2;
        lowMask = (1 << lowBits) - 1;
        highMask = (1 << (bits - lowBits)) - 1;
    }

    /** What is at {@code place}. */
    public int at(int place) {
        if (place < 0 || place >= n) {
            throw new IndexOutOfBoundsException("place: expected 0 to " + (n - 1) + ", got " + place);
        }
        if (order.length > 0) {
            return order[place];
        }
        int walked = place;
        do {
            walked = permuted(walked);
        } while (walked >= n);
        return walked;
    }

    private int permuted(int value) {
        int low = value & lowMask;
        int high = value >>> lowBits;
        for (int round = 0; round < ROUNDS; round += 2) {
            high ^= mixed(low, keys[round]) & highMask;
            low ^= mixed(high, keys[round + 1]) & lowMask;
        }
        return high << lowBits | low;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
    private static int mixed(int half, long key) {
        long z = half + key;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return (int) (z >>> 33);
    }
}
