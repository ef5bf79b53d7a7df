package io.tacit.core.random;

/**
 * Philox4x32-10: a keyed bijection of 128-bit counters whose outputs pass BigCrush.
 *
 * <p>Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", SC 2011, §3.3. Words are numbered from
 * the least significant, as in the authors' Random123: {@code low} holds words 0 and 1.
 */
final class Philox {
    private static final int ROUNDS = 10;
    private static final long M0 = 0xD2511F53L;
    private static final long M1 = 0xCD9E8D57L;
    private static final int WEYL0 = 0x9E3779B9;
    private static final int WEYL1 = 0xBB67AE85;
    private static final long WORD = 0xFFFFFFFFL;

    private Philox() {}

    /** 128 bits as two longs. Short-lived: the just-in-time compiler keeps it in registers. */
    record Block(long low, long high) {}

    static Block block(long key, long counterLow, long counterHigh) {
        long c0 = counterLow & WORD;
        long c1 = counterLow >>> 32;
        long c2 = counterHigh & WORD;
        long c3 = counterHigh >>> 32;
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = M0 * c0;
            long p1 = M1 * c2;
            c0 = (p1 >>> 32) ^ c1 ^ (k0 & WORD);
            c2 = (p0 >>> 32) ^ c3 ^ (k1 & WORD);
            c1 = p1 & WORD;
            c3 = p0 & WORD;
            k0 += WEYL0;
            k1 += WEYL1;
        }
        return new Block((c1 << 32) | c0, (c3 << 32) | c2);
    }
}
