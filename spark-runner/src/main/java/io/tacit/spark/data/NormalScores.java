package io.tacit.spark.data;

import io.tacit.core.data.ColumnMap;
import io.tacit.core.random.NormalQuantile;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The marginal normal scores of a column: an increasing map that brings its training records to a standard normal distribution.
 *
 * <p>It goes through points (x, Φ⁻¹(share of records below x)) and is linear between them. The points lie halfway between
 * neighbouring values of a {@link RecordSample}, so that no record is where two pieces meet: at as many equal shares as the root of
 * the sample's size, and at shares that halve towards both ends. The outermost two lie beyond the extremes of all training
 * records.
 */
final class NormalScores {
    private static final int MOST_INTERVALS = 128;
    private static final int LEAST_INTERVALS = 8;

    private final double[] ascending;
    private final TreeMap<Double, Double> points = new TreeMap<>();

    private NormalScores(double[] ascending) {
        this.ascending = ascending;
    }

    /** Of a column that is no constant. */
    static ColumnMap of(ColumnSample column) {
        NormalScores scores = new NormalScores(column.ascending());
        levels(column.ascending().length).forEach(scores::addPoint);
        scores.addEnds(column.training());
        return new ColumnMap(0, List.copyOf(scores.points.keySet()), List.copyOf(scores.points.values()));
    }

    private static Iterable<Double> levels(int n) {
        int intervals = (int) Math.max(LEAST_INTERVALS, Math.min(MOST_INTERVALS, Math.sqrt(n)));
        TreeSet<Double> levels = new TreeSet<>();
        for (int i = 1; i < intervals; i++) {
            levels.add((double) i / intervals);
        }
        for (double p = 0.5 / intervals; p * n >= 1; p /= 2) {
            levels.add(p);
            levels.add(1 - p);
        }
        return levels;
    }

    /** Below the value of rank p and of those equal to it; above them where they are the smallest. */
    private void addPoint(double p) {
        int rank = (int) (p * ascending.length);
        int below = rank;
        while (below > 0 && ascending[below - 1] == ascending[rank]) {
            below--;
        }
        while (below == 0 || (below < ascending.length && ascending[below - 1] == ascending[below])) {
            below++;
        }
        if (below < ascending.length) {
            double halfway = ascending[below - 1] / 2 + ascending[below] / 2;
            points.put(halfway, NormalQuantile.of((double) below / ascending.length));
        }
    }

    /** As far beyond an extreme as it is from the next point, at half the share of a record. */
    private void addEnds(ColumnStatistics training) {
        if (points.isEmpty()) { // all values of the sample are one
            points.put(training.min() / 2 + training.max() / 2, 0.0);
        }
        double lowest = points.firstKey();
        double highest = points.lastKey();
        double outermost = NormalQuantile.of(0.5 / (training.count() + 1.0));
        points.put(training.min() - (lowest - training.min()), outermost);
        points.put(training.max() + (training.max() - highest), -outermost);
    }
}
