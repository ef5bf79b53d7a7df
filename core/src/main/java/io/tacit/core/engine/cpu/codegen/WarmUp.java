package io.tacit.core.engine.cpu.codegen;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rehearses generated code in the background until the virtual machine has compiled it for good. Before that, Vector API code allocates an
 * object for each vector and is hundreds of times slower than afterwards, and ten times slower than its scalar twin; so the twin serves
 * meanwhile. Since twins agree in every bit, it does not matter when one takes over.
 *
 * <p>Where the compiler has not finished after half a minute, as on a machine with more to do than it has cores, the faster one of both goes on to
 * serve and the generated code is asked now and then, for as long as the process lives: a process that is slow to start must not stay slow.
 *
 * <p>Who computes for longer does better to {@linkplain #await() wait}: the compiler then has the processors, and the twin need not be compiled.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CALLS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Rehearsals REHEARSALS = new Rehearsals(Duration.ofMillis(300), Duration.ofSeconds(10));

    /** Calls after which the compiler is known to want the code; from then on it is only asked now and then whether it has finished. */
    private static final int CALLS_TO_COMPILE = 200;

    private static final long PAUSE_MILLIS = 20;

    /** The same after the patience is over. */
    private static final long LONG_PAUSE_MILLIS = 200;

    private static final ExecutorService THREAD = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "tacit-kernel-warm-up");
        thread.setDaemon(true);
        return thread;
    });

    private final Candidate candidate;
    private final Rehearsals.Rehearsal rehearsal;
    private final long end;
    private int calls;
    private boolean settled;

    private WarmUp(Candidate candidate, Rehearsals.Rehearsal rehearsal, Duration patience) {
        this.candidate = candidate;
        this.rehearsal = rehearsal;
        this.end = System.nanoTime() + patience.toNanos();
    }

    /**
     * Code to rehearse.
     *
     * @param generated calls it on small data of its own
     * @param twin does the same in plain Java
     * @param takeOver puts the generated code in the twin's place
     */
    record Candidate(Runnable generated, Runnable twin, Runnable takeOver) {}

    /** Makes a candidate in the background and rehearses it in turn with others. */
    static void start(Supplier<Candidate> candidate) {
        start(candidate, PATIENCE);
    }

    /** @param patience after which the faster one of both serves although the compiler has not finished */
    static void start(Supplier<Candidate> candidate, Duration patience) {
        Rehearsals.Rehearsal rehearsal = REHEARSALS.begin();
        THREAD.execute(() -> guarded(rehearsal, () -> new WarmUp(candidate.get(), rehearsal, patience).rehearse()));
    }

    /** Waits for what is being rehearsed, if that has been going on for a while, and not for long. */
    static void await() {
        REHEARSALS.await();
    }

    private static void guarded(Rehearsals.Rehearsal rehearsal, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("a compiled kernel does not run; its scalar twin stays in use", e);
            rehearsal.end();
        }
    }

    private void rehearse() {
        if (allocated(candidate.generated()) == 0) {
            candidate.takeOver().run();
            rehearsal.end();
            return;
        }
        boolean late = System.nanoTime() >= end;
        if (late && !settled) {
            settled = true;
            settle();
            rehearsal.end();
        }
        calls += CALLS;
        long pause = late ? LONG_PAUSE_MILLIS : calls < CALLS_TO_COMPILE ? 0 : PAUSE_MILLIS;
        CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, THREAD)
                .execute(() -> guarded(rehearsal, this::rehearse));
    }

    private static long allocated(Runnable calls) {
        long id = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(id);
        for (int i = 0; i < CALLS; i++) {
            calls.run();
        }
        return THREADS.getThreadAllocatedBytes(id) - before;
    }

    /** The compiler has not got rid of every object yet: the faster twin serves. */
    private void settle() {
        long vector = nanos(candidate.generated());
        long scalar = nanos(candidate.twin());
        LOG.info(
                "a generated kernel is not compiled yet; it takes {} ns, its scalar twin {} ns; the faster one serves meanwhile",
                vector,
                scalar);
        if (vector < scalar) {
            candidate.takeOver().run();
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
