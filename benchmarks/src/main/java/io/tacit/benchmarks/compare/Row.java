package io.tacit.benchmarks.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A size of the model and its batch. */
record Row(int dim, int hidden, int layers, int batch) {

    /** What is to be reached: how many times as fast as each peer. */
    record Target(double autograd, double compiled, double likeForLike) {}

    private record Known(Row row, Target oneThread, Target twoThreads) {}

    private static final List<Known> KNOWN = List.of(
            new Known(new Row(2, 64, 3, 1000), new Target(7, 5, 3.5), new Target(9, 6, 4)),
            new Known(new Row(43, 256, 2, 1000), new Target(4.5, 3.3, 2.2), new Target(5, 3.7, 2.7)),
            new Known(new Row(43, 860, 2, 1000), new Target(4, 4, 2.1), new Target(4, 4, 2.1)),
            new Known(new Row(6, 128, 3, 10000), new Target(4.5, 4, 3.3), new Target(5, 4, 3.2)));

    /** Those that have targets. */
    static List<Row> standard() {
        return KNOWN.stream().map(Known::row).toList();
    }

    /** From {@code dim,hidden,layers,batch}. */
    static Row parse(String text) {
        int[] n = Arrays.stream(text.split(",", -1))
                .mapToInt(s -> Integer.parseInt(s.strip()))
                .toArray();
        if (n.length != 4) {
            throw new IllegalArgumentException("row: expected dim,hidden,layers,batch, got '" + text + "'");
        }
        return new Row(n[0], n[1], n[2], n[3]);
    }

    Optional<Target> target(int threads) {
        return KNOWN.stream()
                .filter(k -> k.row.equals(this))
                .map(k -> threads == 1 ? k.oneThread : k.twoThreads)
                .findFirst();
    }

    /** Least share of the machine's peak that the matrix products of a step are to reach. */
    double gemmTarget() {
        return hidden >= 860 ? 0.8 : hidden >= 256 ? 0.7 : 0.6;
    }

    List<String> options() {
        return List.of("--dim", "" + dim, "--hidden", "" + hidden, "--layers", "" + layers, "--batch", "" + batch);
    }

    @Override
    public String toString() {
        return "%d, %d, %d, %d".formatted(dim, hidden, layers, batch);
    }
}
