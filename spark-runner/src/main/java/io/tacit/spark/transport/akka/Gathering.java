package io.tacit.spark.transport.akka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The answers to one order, each worker's once, whoever sent it. */
final class Gathering {
    private final Order order;
    private final int workers;
    private final int quorum;
    private final Optional<Duration> deadline;
    private final long began;
    private final SortedMap<Integer, Answer> answers = new TreeMap<>();
    private final List<Duration> times = new ArrayList<>();

    /**
     * @param quorum answers that suffice when the deadline has come, at most {@code workers}
     * @param began now, in nanoseconds
     */
    Gathering(Order order, int workers, int quorum, Optional<Duration> deadline, long began) {
        this.order = order;
        this.workers = workers;
        this.quorum = quorum;
        this.deadline = deadline;
        this.began = began;
    }

    Order order() {
        return order;
    }

    /** False where the worker's answer is here already. */
    boolean take(Answer answer, long now) {
        if (answer.worker() < 0 || answer.worker() >= workers) {
            throw new IllegalArgumentException(order.inWords() + ": expected the answer of a worker 0 to "
                    + (workers - 1) + ", got that of worker " + answer.worker());
        }
        if (answers.putIfAbsent(answer.worker(), answer) != null) {
            return false;
        }
        times.add(Duration.ofNanos(now - began));
        return true;
    }

    /** Whether there is nothing to wait for any more. */
    boolean isOver(long now) {
        boolean late = deadline.isPresent() && now - began >= deadline.get().toNanos();
        return answers.size() == workers || (late && answers.size() >= quorum);
    }

    boolean lasts(Duration limit, long now) {
        return now - began >= limit.toNanos();
    }

    List<Answer> inRankOrder() {
        return List.copyOf(answers.values());
    }

    List<Integer> missing() {
        return IntStream.range(0, workers)
                .filter(worker -> !answers.containsKey(worker))
                .boxed()
                .toList();
    }

    /** Of the answers that came, since the order. */
    List<Duration> times() {
        return List.copyOf(times);
    }

    Duration took(long now) {
        return Duration.ofNanos(now - began);
    }
}
