package io.tacit.spark.metrics.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line of equal density about the smallest region that holds a share of a grid's mass, as line segments (marching squares: W. Lorensen
 * and H. Cline, 1987, in the plane).
 *
 * @param share of the mass within
 * @param segments {@code x₁, y₁, x₂, y₂} each, in the units of the grid
 */
public record Contour(double share, List<double[]> segments) {

    public Contour {
        segments = List.copyOf(segments);
    }

    /** Of densities at the centres of cells. */
    public static Contour of(Grid grid, double share) {
        double level = level(grid, share);
        List<double[]> segments = new ArrayList<>();
        for (int row = 0; row + 1 < grid.rows(); row++) {
            for (int column = 0; column + 1 < grid.columns(); column++) {
                square(grid, level, column, row, segments);
            }
        }
        return new Contour(share, segments);
    }

    /** The same line with x and y in each other's place. */
    public Contour mirrored() {
        return new Contour(
                share,
                segments.stream()
                        .map(line -> new double[] {line[1], line[0], line[3], line[2]})
                        .toList());
    }

    /**
     * The density that cells with a share of the mass exceed: the densest are taken first. Infinite where a grid holds no mass, as one far
     * coarser than the density may: no cell exceeds it.
     */
    static double level(Grid grid, double share) {
        double[] ascending = new double[grid.rows() * grid.columns()];
        Arrays.setAll(ascending, i -> grid.get(i % grid.columns(), i / grid.columns()));
        Arrays.sort(ascending);
        double wanted = share * Arrays.stream(ascending).sum();
        double held = 0;
        int at = ascending.length;
        while (at > 0 && held < wanted) {
            held += ascending[--at];
        }
        if (at == ascending.length) {
            return Double.POSITIVE_INFINITY;
        }
        return at == 0 ? ascending[0] : (ascending[at] + ascending[at - 1]) / 2;
    }

    /** Crossings of the edges of one square between four centres, in turn about it; a saddle is cut by its mean. */
    private static void square(Grid grid, double level, int column, int row, List<double[]> segments) {
        int[] across = {0, 1, 1, 0};
        int[] up = {0, 0, 1, 1};
        double[] corner = new double[4];
        Arrays.setAll(corner, i -> grid.get(column + across[i], row + up[i]) - level);
        List<double[]> crossings = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int j = (i + 1) % 4;
            if (corner[i] > 0 != corner[j] > 0) {
                double share = corner[i] / (corner[i] - corner[j]);
                crossings.add(new double[] {
                    grid.x().at((column + 0.5 + across[i] + share * (across[j] - across[i])) / grid.columns()),
                    grid.y().at((row + 0.5 + up[i] + share * (up[j] - up[i])) / grid.rows())
                });
            }
        }
        boolean middle = Arrays.stream(corner).sum() > 0;
        int first = crossings.size() == 4 && middle != corner[0] > 0 ? 1 : 0;
        for (int i = 0; i < crossings.size(); i += 2) {
            double[] from = crossings.get((first + i) % crossings.size());
            double[] to = crossings.get((first + i + 1) % crossings.size());
            segments.add(new double[] {from[0], from[1], to[0], to[1]});
        }
    }
}
