package io.tacit.spark.metrics.picture;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/**
 * A density over a rectangle of the plane, one value for each cell of a regular grid; immutable. Row 0 is at the low end
 * of y.
 */
public final class Grid {

    private final Range x;
    private final Range y;
    private final int columns;
    private final double[] values;

    private Grid(Range x, Range y, int columns, double[] values) {
        this.x = x;
        this.y = y;
        this.columns = columns;
        this.values = values;
    }

    /**
     * exp of a log-density at the centres of {@code side × side} cells, asked for in one call: all centres in, their
     * log-densities out.
     */
    public static Grid ofLogDensity(Range x, Range y, int side, Function<Points, double[]> logDensity) {
        double[] centres = new double[2 * side * side];
        for (int cell = 0; cell < side * side; cell++) {
            centres[2 * cell] = x.at((cell % side + 0.5) / side);
            centres[2 * cell + 1] = y.at((cell / side + 0.5) / side);
        }
        double[] logs = logDensity.apply(Points.of(2, centres));
        if (logs.length != side * side) {
            throw new IllegalArgumentException(
                    "logDensity: expected " + side * side + " values, one for each point, got " + logs.length);
        }
        return new Grid(x, y, side, Arrays.stream(logs).map(Math::exp).toArray());
    }

    /** The histogram of two columns as a density: counts / (number of all points × area of a cell). */
    public static Grid ofHistogram(Range x, Range y, int side, double[] xs, double[] ys) {
        double[] density = new double[side * side];
        double each = side * side / (xs.length * x.length() * y.length());
        for (int i = 0; i < xs.length; i++) {
            if (x.contains(xs[i]) && y.contains(ys[i])) {
                int column = Math.min(side - 1, (int) (x.share(xs[i]) * side));
                int row = Math.min(side - 1, (int) (y.share(ys[i]) * side));
                density[row * side + column] += each;
            }
        }
        return new Grid(x, y, side, density);
    }

    public Range x() {
        return x;
    }

    public Range y() {
        return y;
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return values.length / columns;
    }

    public double get(int column, int row) {
        return values[row * columns + column];
    }

    /** Midpoint rule; 1 for a density whose mass lies within the rectangle. */
    public double integral() {
        return Arrays.stream(values).sum() * x.length() * y.length() / values.length;
    }

    /** The value below which a share of the positive cells lies; 0 where no cell is positive. */
    public double quantile(double share) {
        double[] positive = Arrays.stream(values)
                .filter(v -> v > 0 && v < Double.POSITIVE_INFINITY)
                .sorted()
                .toArray();
        return positive.length == 0 ? 0 : positive[(int) Math.round(share * (positive.length - 1))];
    }

    Grid map(DoubleUnaryOperator f) {
        return new Grid(x, y, columns, Arrays.stream(values).map(f).toArray());
    }

    /** Bilinear between centres of cells; arguments in cells, from 0 to columns and rows. */
    double between(double column, double row) {
        double c = Math.min(columns - 1.0, Math.max(0, column - 0.5));
        double r = Math.min(rows() - 1.0, Math.max(0, row - 0.5));
        int left = Math.min((int) c, Math.max(0, columns - 2));
        int low = Math.min((int) r, Math.max(0, rows() - 2));
        int right = Math.min(left + 1, columns - 1);
        int high = Math.min(low + 1, rows() - 1);
        double below = get(left, low) + (c - left) * (get(right, low) - get(left, low));
        double above = get(left, high) + (c - left) * (get(right, high) - get(left, high));
        return below + (r - low) * (above - below);
    }
}
