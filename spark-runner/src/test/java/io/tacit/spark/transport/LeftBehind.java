package io.tacit.spark.transport;

import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkPlan;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.bytedeco.javacpp.Pointer;

/** Memory of the process, in the heap, in direct buffers and native, that rounds leave behind. */
public final class LeftBehind {
    private static final int STRETCHES = 3;

    /** What the collector leaves, and buffers that come and go with the traffic, beside a hundredth of what there is. */
    private static final long NOISE = 3L << 20;

    private LeftBehind() {}

    /**
     * Bytes beyond noise by which the process has grown over so many rounds, after as many to warm up: 0 where that was so in one of three
     * stretches, as what leaks grows in each and other work of the process does not.
     */
    public static long bytes(WorkPlan plan, Transport transport, RoundStart first, int rounds)
            throws IOException, InterruptedException {
        RoundStart start = run(plan, transport, first, rounds);
        long before = used();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < STRETCHES && least > 0; i++) {
            start = run(plan, transport, start, rounds);
            long after = used();
            least = Math.min(least, Math.max(0, after - before - before / 100 - NOISE));
            before = after;
        }
        return least;
    }

    private static RoundStart run(WorkPlan plan, Transport transport, RoundStart first, int rounds) throws IOException {
        RoundStart start = first;
        for (int i = 0; i < rounds; i++) {
            start = Rounds.next(plan, start, transport.round(start));
        }
        return start;
    }

    private static long used() throws InterruptedException {
        // What Spark and Akka release in the background.
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(200);
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return heap + direct + Pointer.totalBytes();
    }
}
