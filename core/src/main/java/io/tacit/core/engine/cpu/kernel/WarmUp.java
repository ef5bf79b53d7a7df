package io.tacit.core.engine.cpu.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rehearses written code in the background until the virtual machine has compiled it for good. Before that, Vector API code allocates an
 * object for each vector and is hundreds of times slower than afterwards, and ten times slower than its scalar twin; so the twin serves
 * meanwhile. Since twins agree in every bit, it does not matter when one takes over.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 50;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    /** Calls after which the compiler is known to want the code; from then on it is only asked now and then whether it has finished. */
    private static final int CALLS_TO_COMPILE = 2000;

    private static final long PAUSE_MILLIS = 20;

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "tacit-kernel-warm-up");
        thread.setDaemon(true);
        return thread;
    });

    private final Runnable written;
    private final Runnable twin;
    private final Runnable whenWarm;
    private final long end = System.nanoTime() + PATIENCE_NANOS;
    private int calls;

    private WarmUp(Runnable written, Runnable twin, Runnable whenWarm) {
        this.written = written;
        this.twin = twin;
        this.whenWarm = whenWarm;
    }

    /**
     * Code to rehearse.
     *
     * @param written calls it on small data of its own
     * @param twin does the same in plain Java
     * @param takeOver puts the written code in the twin's place
     */
    record Candidate(Runnable written, Runnable twin, Runnable takeOver) {}

    /** Makes a candidate in the background and rehearses it in turn with others. */
    static void start(Supplier<Candidate> candidate) {
        THREAD.execute(() -> guarded(() -> {
            Candidate made = candidate.get();
            new WarmUp(made.written(), made.twin(), made.takeOver()).rehearse();
        }));
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("a written kernel does not run; its scalar twin stays in use", e);
        }
    }

    private void rehearse() {
        if (allocated(written) == 0) {
            whenWarm.run();
        } else if (System.nanoTime() < end) {
            calls += CALLS;
            long pause = calls < CALLS_TO_COMPILE ? 0 : PAUSE_MILLIS;
            CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, THREAD)
                    .execute(() -> guarded(this::rehearse));
        } else {
            settle();
        }
    }

    private static long allocated(Runnable calls) {
        long id = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(id);
        for (int i = 0; i < CALLS; i++) {
            calls.run();
        }
        return THREADS.getThreadAllocatedBytes(id) - before;
    }

    /** The compiler did not get rid of every object; the faster twin stays. */
    private void settle() {
        long vector = nanos(written);
        long scalar = nanos(twin);
        LOG.debug("a written kernel still allocates; it takes {} ns, its scalar twin {} ns", vector, scalar);
        if (vector < scalar) {
            whenWarm.run();
        }
    }

    private static long nanos(Runnable calls) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            calls.run();
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }
}
