package io.tacit.benchmarks.machine;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in use: objects on the heap that a full collection leaves, direct buffers and what JavaCPP has allocated. The process as a whole holds
 * more, because the virtual machine keeps room to allocate in.
 */
public final class LiveMemory {

    private static final double KILO = 1 << 10;
    private static final double MEGA = 1 << 20;
    private static final int LEAST_RUNS = 3;

    private LiveMemory() {}

    /** Bytes in use now. Collects. */
    public static long now() {
        System.gc();
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(p -> p.getType() == MemoryType.HEAP)
                .mapToLong(LiveMemory::afterCollection)
                .sum();
        long direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return heap + direct + Pointer.totalBytes();
    }

    private static long afterCollection(MemoryPoolMXBean pool) {
        return pool.getCollectionUsage() == null ? 0 : pool.getCollectionUsage().getUsed();
    }

    /**
     * Most bytes in use while {@code work} is done again and again on a thread of its own, from the end of the first time on: collections are forced
     * at {@code samples} moments or more that have nothing to do with what the work does.
     */
    public static long peak(int samples, Runnable work) throws InterruptedException {
        Repeated repeated = new Repeated(work);
        Thread thread = new Thread(repeated, "measured");
        thread.start();
        long most = 0;
        try {
            for (int i = 0; thread.isAlive() && (i < samples || repeated.done < LEAST_RUNS); ) {
                Thread.sleep(1 + i % 7);
                if (repeated.done > 0) {
                    most = Math.max(most, now());
                    i++;
                }
            }
        } finally {
            repeated.stopped = true;
            thread.join();
        }
        if (repeated.failure != null) {
            throw new IllegalStateException("the work that was measured failed", repeated.failure);
        }
        return most;
    }

    public static double megabytes(long bytes) {
        return bytes / MEGA;
    }

    /** Memory of the process that is resident, in all. */
    public static double residentMegabytes() {
        return megabytes(Pointer.physicalBytes());
    }

    /** The most that ever was, where Linux tells; NaN elsewhere. */
    public static double peakResidentMegabytes() {
        Path status = Path.of("/proc/self/status");
        try (Stream<String> lines = Files.isReadable(status) ? Files.lines(status) : Stream.empty()) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KILO)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private static final class Repeated implements Runnable {

        private final Runnable work;
        private volatile boolean stopped;
        private volatile int done;
        private volatile @Nullable RuntimeException failure;

        Repeated(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            try {
                for (int runs = 1; !stopped; runs++) {
                    work.run();
                    done = runs;
                }
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }
}
