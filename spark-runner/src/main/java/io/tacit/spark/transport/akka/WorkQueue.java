package io.tacit.spark.transport.akka;

import io.tacit.spark.transport.TransportException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where the actor of a host lays what the thread of its task has to do. Only the latest order counts. */
final class WorkQueue {
    private final Duration patience;
    private Optional<Order> waiting = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private long latest = Long.MIN_VALUE;
    private boolean finished;
    private long lastHeard = System.nanoTime();

    /** @param patience with a driver that says nothing */
    WorkQueue(Duration patience) {
        this.patience = patience;
    }

    /** An order that has been here before is skipped: it is done or being done. */
    synchronized void put(Order order) {
        if (order.id() > latest) {
            latest = order.id();
            waiting = Optional.of(order);
            notifyAll();
        }
    }

    synchronized void finish() {
        finished = true;
        notifyAll();
    }

    synchronized void fail(String reason) {
        failure = Optional.of(reason);
        notifyAll();
    }

    /** The driver is there. */
    synchronized void heard() {
        lastHeard = System.nanoTime();
    }

    synchronized boolean isFinished() {
        return finished;
    }

    synchronized boolean isLatest(Order order) {
        return order.id() == latest && !finished;
    }

    /**
     * The order to be worked on next, if one comes within the time.
     *
     * @throws TransportException where the driver is silent or does not take answers
     */
    synchronized Optional<Order> next(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); waiting.isEmpty() && !finished && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (failure.isPresent()) {
            throw new TransportException(failure.get());
        }
        if (System.nanoTime() - lastHeard > patience.toNanos()) {
            throw new TransportException("the driver has said nothing to this host for " + patience.toSeconds()
                    + " s; look whether it is alive and can be reached from here");
        }
        Optional<Order> order = waiting;
        waiting = Optional.empty();
        return order;
    }
}
