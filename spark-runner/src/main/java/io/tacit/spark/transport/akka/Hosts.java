package io.tacit.spark.transport.akka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Who hosts whom, by what the hosts say. Where two attempts of a task host the same workers (Spark speculates, or has
 * seen a loss before we have), the later attempt is asked and the earlier one stands by.
 */
final class Hosts {
    private final int workers;
    private final Map<RemoteRef<Host.Event>, Known> known = new LinkedHashMap<>();

    /** When a host was last heard of. */
    private record Known(Hello hello, long lastSign) {}

    Hosts(int workers) {
        this.workers = workers;
    }

    /** True where the host says something new. */
    boolean see(Hello hello, long now) {
        Known before = known.put(hello.self(), new Known(hello, now));
        return before == null || !before.hello.equals(hello);
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
                .filter(host -> now - host.lastSign > patience.toNanos())
                .map(Known::hello)
                .toList();
        silent.forEach(this::remove);
        return silent;
    }

    List<Hello> all() {
        return known.values().stream().map(Known::hello).toList();
    }

    /** Those that are asked for at least one worker. */
    List<Hello> asked() {
        return all().stream().filter(this::isAsked).toList();
    }

    boolean isAsked(Hello host) {
        return host.workers().stream().anyMatch(worker -> of(worker).equals(Optional.of(host)));
    }

    /** The host that is asked for a worker. */
    Optional<Hello> of(int worker) {
        return all().stream()
                .filter(host -> host.workers().contains(worker))
                .max(Comparator.comparingInt(Hello::attempt));
    }

    /** Workers that nobody hosts. */
    List<Integer> homeless() {
        List<Integer> ranks = new ArrayList<>();
        IntStream.range(0, workers).filter(worker -> of(worker).isEmpty()).forEach(ranks::add);
        return ranks;
    }
}
