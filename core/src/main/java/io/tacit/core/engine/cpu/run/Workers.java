package io.tacit.core.engine.cpu.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The engine's threads. Tasks are handed out one by one, so which thread runs a task is open; what a task computes is not. The calling thread
 * works too; a call from within a task runs its tasks in order on that thread.
 */
public final class Workers implements AutoCloseable {

    private final int threads;
    private final ExecutorService pool;
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    public Workers(int threads) {
        this.threads = threads;
        this.pool = Executors.newFixedThreadPool(Math.max(1, threads - 1), runnable -> {
            Thread thread = new Thread(runnable, "tacit-engine");
            thread.setDaemon(true);
            return thread;
        });
    }

    public int threads() {
        return threads;
    }

    public void run(int tasks, IntConsumer task) {
        if (threads == 1 || tasks == 1 || inside.get()) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        Runnable loop = () -> drain(tasks, task, next);
        List<Future<?>> others = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, tasks); i++) {
            others.add(pool.submit(loop));
        }
        try {
            loop.run();
        } finally {
            others.forEach(Workers::join);
        }
    }

    private void drain(int tasks, IntConsumer task, AtomicInteger next) {
        inside.set(true);
        try {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                task.accept(i);
            }
        } catch (RuntimeException | Error e) {
            next.set(tasks);
            throw e;
        } finally {
            inside.set(false);
        }
    }

    private static void join(Future<?> other) {
        try {
            other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the engine's threads", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a task of the engine failed", e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
