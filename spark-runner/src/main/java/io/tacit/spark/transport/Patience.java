package io.tacit.spark.transport;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How long work may take before it counts as stuck: the time that was asked for ({@code training.roundTimeout}), or one that follows
 * from how long work of its kind has taken. Then it is {@value #MEDIANS} times the median of the last ones, which no single slow one
 * moves, at least five minutes, and at least {@value #READINGS} times what reading the data took, since the records of a lost executor
 * are read again. The first of a kind, of which nothing is known, may take an hour.
 */
public final class Patience {
    /** The kind of work that rounds are. */
    public static final String ROUND = "rounds";

    /** The kind of work that gives the records to the executors. */
    public static final String READING = "reading the data";

    private static final Duration FIRST = Duration.ofHours(1);
    private static final Duration AT_LEAST = Duration.ofMinutes(5);
    private static final int MEDIANS = 20;
    private static final int READINGS = 3;
    private static final int REMEMBERED = 9;

    private final Optional<Duration> asked;
    private final Duration atLeast;
    private final Map<String, Deque<Duration>> times = new HashMap<>();

    private Patience(Optional<Duration> asked, Duration atLeast) {
        this.asked = asked;
        this.atLeast = atLeast;
    }

    /** Always the same. */
    public static Patience of(Duration time) {
        return new Patience(Optional.of(time), time);
    }

    /**
     * By what work has taken.
     *
     * @param recovery in which lost workers may be replaced: there must be time for it
     */
    public static Patience byExperience(Duration recovery) {
        return new Patience(Optional.empty(), longer(AT_LEAST, recovery));
    }

    /** With the next work of a kind. */
    public synchronized Limit with(String kind) {
        Deque<Duration> recent = times.getOrDefault(kind, new ArrayDeque<>());
        if (asked.isPresent()) {
            return new Limit(asked.get(), "", "raise");
        }
        if (recent.isEmpty()) {
            return new Limit(longer(FIRST, leastByReading()), " (nothing was known of how long it takes)", "set");
        }
        Duration median = median(recent);
        return new Limit(
                longer(median.multipliedBy(MEDIANS), leastByReading()),
                " (" + MEDIANS + " times the median of " + seconds(median) + ", and at least "
                        + seconds(leastByReading()) + ")",
                "set");
    }

    private Duration leastByReading() {
        return times.getOrDefault(READING, new ArrayDeque<>()).stream()
                .map(reading -> reading.multipliedBy(READINGS))
                .reduce(atLeast, Patience::longer);
    }

    /** Work of a kind has come to its good end. */
    public synchronized void took(String kind, Duration time) {
        Deque<Duration> recent = times.computeIfAbsent(kind, first -> new ArrayDeque<>());
        recent.addLast(time);
        if (recent.size() > REMEMBERED) {
            recent.removeFirst();
        }
    }

    private static Duration median(Deque<Duration> some) {
        return some.stream().sorted().toList().get(some.size() / 2);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, time.toSeconds() < 10 ? "%.1f s" : "%.0f s", time.toMillis() / 1e3);
    }

    /**
     * The time that some work may take.
     *
     * @param why it is that, for a message
     * @param remedy what to do with the key where it is too short
     */
    public record Limit(Duration time, String why, String remedy) {

        /**
         * The failure of work that has taken longer.
         *
         * @param awaited who had not answered
         */
        public TransportException exceeded(String what, String awaited) {
            return new TransportException(message(what, awaited));
        }

        /** The same, with how it ended. */
        public TransportException exceeded(String what, String awaited, Exception end) {
            return new TransportException(message(what, awaited), end);
        }

        private String message(String what, String awaited) {
            return what + " did not end within " + seconds(time) + why + ": " + awaited
                    + "; look for a lost executor or " + remedy + " training.roundTimeout";
        }
    }
}
