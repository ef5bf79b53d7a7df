package io.tacit.core.engine.cpu.codegen;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** What is being rehearsed, and who waits for that to end. */
final class Rehearsals {

    private final long grace;
    private final long limit;
    private final Lock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private final AtomicInteger open = new AtomicInteger();
    private volatile long last;
    private long first;

    /**
     * @param grace after the beginning of the first of them, before which nobody waits: what computes for less time is done sooner without
     * @param limit after the beginning of the last of them, when nobody waits any longer
     */
    Rehearsals(Duration grace, Duration limit) {
        this.grace = grace.toNanos();
        this.limit = limit.toNanos();
    }

    Rehearsal begin() {
        lock.lock();
        try {
            last = System.nanoTime();
            if (open.getAndIncrement() == 0) {
                first = last;
            }
        } finally {
            lock.unlock();
        }
        return new Rehearsal();
    }

    /** One of them. */
    final class Rehearsal {

        private boolean ended;

        /** Once or more. */
        void end() {
            lock.lock();
            try {
                if (!ended) {
                    ended = true;
                    open.decrementAndGet();
                    none.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }

    /** Returns when there are none, when it has taken too long, or when the thread is interrupted, which it remains. */
    void await() {
        if (open.get() == 0 || left() <= 0) {
            return;
        }
        lock.lock();
        try {
            if (System.nanoTime() - first < grace) {
                return;
            }
            for (long left = left(); open.get() > 0 && left > 0; left = left()) {
                none.await(left, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private long left() {
        return last + limit - System.nanoTime();
    }
}
