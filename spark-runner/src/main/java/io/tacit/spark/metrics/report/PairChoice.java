package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.picture.Points;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which pairs of columns a report shows: those that were named, then those whose columns say most of each other.
 *
 * @param shown in the order to be shown
 * @param leftOut the other pairs, the most telling first
 */
public record PairChoice(List<Pair> shown, List<Pair> leftOut) {
    /** Enough to look at, few enough for a page. */
    static final int MOST = 10;

    public PairChoice {
        shown = List.copyOf(shown);
        leftOut = List.copyOf(leftOut);
    }

    /** Columns {@code x} and {@code y} by number, and their mutual information in the data. */
    public record Pair(int x, int y, double nats) {}

    /** Named pairs are shown all, and others up to ten pairs in all. */
    public static PairChoice of(Points data, List<int[]> named) {
        List<Pair> wanted = new ArrayList<>();
        named.stream()
                .map(pair -> pair(data, pair[0], pair[1]))
                .filter(pair -> wanted.stream().noneMatch(other -> same(pair, other)))
                .forEach(wanted::add);
        List<Pair> others = new ArrayList<>(IntStream.range(0, data.dimension())
                .boxed()
                .flatMap(x -> IntStream.range(x + 1, data.dimension()).mapToObj(y -> pair(data, x, y)))
                .filter(pair -> wanted.stream().noneMatch(other -> same(pair, other)))
                .sorted(Comparator.comparingDouble(Pair::nats).reversed())
                .toList());
        int room = Math.max(0, MOST - wanted.size());
        List<Pair> shown = new ArrayList<>(wanted);
        shown.addAll(others.subList(0, Math.min(room, others.size())));
        return new PairChoice(shown, others.subList(Math.min(room, others.size()), others.size()));
    }

    private static Pair pair(Points data, int x, int y) {
        return new Pair(x, y, MutualInformation.nats(data.column(x), data.column(y)));
    }

    private static boolean same(Pair a, Pair b) {
        return (a.x() == b.x() && a.y() == b.y()) || (a.x() == b.y() && a.y() == b.x());
    }
}
