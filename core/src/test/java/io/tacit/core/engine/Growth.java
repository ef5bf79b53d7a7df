package io.tacit.core.engine;

import java.util.function.LongSupplier;

/**
 * Growth of a measure of memory over stretches of the same work. What leaks grows in every stretch; what other work of the process,
 * its compilers and its collector take once does not, so the stretch that grew least is the one to look at.
 */
public final class Growth {
    private static final int STRETCHES = 5;

    private Growth() {}

    /** Growth of the first stretch that grew by less than {@code enough}, else of the one of five that grew least. */
    public static long least(long enough, LongSupplier measure, Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < STRETCHES && least >= enough; i++) {
            long before = measure.getAsLong();
            work.run();
            least = Math.min(least, measure.getAsLong() - before);
        }
        return least;
    }
}
