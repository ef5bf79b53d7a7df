package io.tacit.benchmarks.machine;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Durations of equal pieces of work, in nanoseconds.
 *
 * @param cpuNanos time that all threads of this process spent on processors meanwhile, in all; on a busy machine it tells work from waiting
 */
public record Times(long[] nanos, long cpuNanos) {

    private static final double MILLI = 1e6;

    /** Does the work {@code warmUp + count} times; the first ones do not count. */
    public static Times of(int warmUp, int count, Runnable work) {
        for (int i = 0; i < warmUp; i++) {
            work.run();
        }
        long[] nanos = new long[count];
        long cpu = cpuTime();
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - start;
        }
        return new Times(nanos, cpuTime() - cpu);
    }

    private static long cpuTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** As PyTorch's peers and {@code statistics.median} have it: the mean of the two in the middle where there are two. */
    public double medianMillis() {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0 / MILLI;
    }

    public double leastMillis() {
        return Arrays.stream(nanos).min().orElseThrow() / MILLI;
    }

    /** Mean of what a piece of work took of the processors; the compiler's and the collector's share is in it. */
    public double cpuMillis() {
        return cpuNanos / MILLI / nanos.length;
    }
}
