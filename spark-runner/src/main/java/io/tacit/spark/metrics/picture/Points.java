package io.tacit.spark.metrics.picture;

import java.util.Arrays;
import java.util.List;

/** Points in D dimensions, immutable: data or samples that a picture is made of. */
public final class Points {

    private final int dimension;
    private final double[] values;

    private Points(int dimension, double[] values) {
        if (dimension < 1 || values.length % dimension != 0) {
            throw new IllegalArgumentException("points: expected a multiple of the dimension as number of values, got "
                    + values.length + " values of dimension " + dimension);
        }
        this.dimension = dimension;
        this.values = values;
    }

    /** Point after point, which copies the array. */
    public static Points of(int dimension, double... values) {
        return new Points(dimension, values.clone());
    }

    public static Points ofRows(List<double[]> rows) {
        return new Points(
                rows.isEmpty() ? 1 : rows.get(0).length,
                rows.stream().flatMapToDouble(Arrays::stream).toArray());
    }

    /** The first ones, all where there are no more than {@code most}. */
    public Points first(int most) {
        return new Points(dimension, Arrays.copyOf(values, Math.min(most, count()) * dimension));
    }

    public int dimension() {
        return dimension;
    }

    public int count() {
        return values.length / dimension;
    }

    public double get(int point, int column) {
        return values[point * dimension + column];
    }

    public double[] column(int column) {
        double[] result = new double[count()];
        Arrays.setAll(result, point -> get(point, column));
        return result;
    }
}
