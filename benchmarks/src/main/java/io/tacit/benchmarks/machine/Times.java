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

    /**
     * What is done before times count.
     *
     * @param seconds first, for so long: the virtual machine compiles meanwhile, and until then vector code is thousands of times slower
     * @param times then, from the beginning, so often
     */
    public record WarmUp(int times, double seconds) {

        public WarmUp {
            if (times < 0 || !(seconds >= 0)) {
                throw new IllegalArgumentException(
                        "warm-up: expected 0 or more times and seconds, got " + times + " and " + seconds);
            }
        }

        private void run(Runnable begin, Runnable work) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < seconds * 1e9) {
                work.run();
            }
            begin.run();
            for (int i = 0; i < times; i++) {
                work.run();
            }
        }
    }

    /** Warms up, then does the work {@code count} times. */
    public static Times of(WarmUp warmUp, int count, Runnable work) {
        return of(warmUp, () -> {}, count, work);
    }

    /** The same for work that goes on from where it stands, and is not to depend on how far the warm-up came: {@code begin} puts it back. */
    public static Times of(WarmUp warmUp, Runnable begin, int count, Runnable work) {
        warmUp.run(begin, work);
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
