package io.tacit.benchmarks.machine;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Most bytes that a collection has left on the heap since this watch began: what a program needs at once, and a little of what it no longer does.
 * Nothing is forced.
 */
public final class HeapWatch {
    private final AtomicLong most = new AtomicLong();

    private HeapWatch() {}

    public static HeapWatch start() {
        HeapWatch watch = new HeapWatch();
        List<String> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .toList();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> watch.see(
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                                            .getGcInfo()
                                            .getMemoryUsageAfterGc(),
                                    pools),
                            null,
                            null);
        }
        return watch;
    }

    private void see(Map<String, MemoryUsage> after, List<String> pools) {
        long left = after.entrySet().stream()
                .filter(pool -> pools.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        most.accumulateAndGet(left, Math::max);
    }

    public double megabytes() {
        return LiveMemory.megabytes(most.get());
    }
}
