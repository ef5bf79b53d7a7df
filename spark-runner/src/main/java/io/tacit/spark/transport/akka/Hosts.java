package io.tacit.spark.transport.akka;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * Who hosts whom and has which order, by what the hosts say. Where two attempts of a task host the same workers (Spark speculates, or
 * has seen a loss before we have), the one that Spark started last is asked and the other stands by. The number of an attempt does not
 * tell which that is: it begins anew where Spark runs the stage again.
 */
final class Hosts {
    private static final long NO_ORDER = Long.MIN_VALUE;
    private static final Comparator<Hello> STARTED = Comparator.comparingLong(Hello::task);

    private final int workers;
    private final Map<RemoteRef<Host.Event>, Known> known = new LinkedHashMap<>();

    /**
     * @param lastHeard when it was last heard of
     * @param order the last one that it was sent since it has been known
     */
    private record Known(Hello hello, long lastHeard, long order) {
        Known sent(long id) {
            return new Known(hello, lastHeard, id);
        }
    }

    Hosts(int workers) {
        this.workers = workers;
    }

    /** True where the host says something new. */
    boolean see(Hello hello, long now) {
        Optional<Known> before = Optional.ofNullable(known.get(hello.self()));
        known.put(hello.self(), new Known(hello, now, before.map(Known::order).orElse(NO_ORDER)));
        return before.isEmpty() || !before.get().hello.equals(hello);
    }

    /** Whether one of them will host workers that it does not know yet. */
    boolean arePreparing() {
        return all().stream().anyMatch(Hello::isPreparing);
    }

    void remove(Hello host) {
        known.remove(host.self());
    }

    void clear() {
        known.clear();
    }

    /** Takes out those that have been silent for longer. */
    List<Hello> lose(Duration patience, long now) {
        List<Hello> silent = known.values().stream()
                .filter(host -> now - host.lastHeard > patience.toNanos())
                .map(Known::hello)
                .toList();
        silent.forEach(this::remove);
        return silent;
    }

    /** Takes out the host that a task was. */
    Optional<Hello> lose(long task) {
        Optional<Hello> ended =
                all().stream().filter(host -> host.task() == task).findFirst();
        ended.ifPresent(this::remove);
        return ended;
    }

    List<Hello> all() {
        return known.values().stream().map(Known::hello).toList();
    }

    /** Those that are asked for one of the workers and have not been sent the order: to be called by who sends it now. */
    List<Hello> due(long order, Collection<Integer> unanswered) {
        Map<Integer, Hello> asked = asked();
        List<Hello> hosts = unanswered.stream()
                .flatMap(worker -> Optional.ofNullable(asked.get(worker)).stream())
                .distinct()
                .filter(host -> sentTo(host) != order)
                .toList();
        hosts.forEach(host -> known.computeIfPresent(host.self(), (self, before) -> before.sent(order)));
        return hosts;
    }

    private long sentTo(Hello host) {
        return Optional.ofNullable(known.get(host.self())).map(Known::order).orElse(NO_ORDER);
    }

    /** The host that is asked for a worker. */
    Optional<Hello> of(int worker) {
        return Optional.ofNullable(asked().get(worker));
    }

    /** Workers that nobody hosts. */
    List<Integer> unassigned() {
        Map<Integer, Hello> asked = asked();
        return IntStream.range(0, workers)
                .filter(worker -> !asked.containsKey(worker))
                .boxed()
                .toList();
    }

    private Map<Integer, Hello> asked() {
        Map<Integer, Hello> byWorker = new HashMap<>();
        for (Hello host : all()) {
            host.workers().forEach(worker -> byWorker.merge(worker, host, BinaryOperator.maxBy(STARTED)));
        }
        return byWorker;
    }
}
