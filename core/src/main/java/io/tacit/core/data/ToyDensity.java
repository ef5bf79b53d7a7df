package io.tacit.core.data;

import io.tacit.core.random.RandomKey;
import java.util.function.Function;

/**
 * Densities in the plane that are easy to look at and not easy to learn, in the proportions of the experiments of
 * Grathwohl, Chen, Bettencourt, Sutskever, Duvenaud: "FFJORD: free-form continuous dynamics for scalable reversible
 * generative models", ICLR 2019, figure 2.
 */
public enum ToyDensity {
    /** Eight round Gaussians of deviation 0.35 on a circle of radius 2.83. */
    EIGHT_GAUSSIANS(ToyDensity::eightGaussians),
    /** Uniform on the black fields of a 4 × 4 board with sides of 2. */
    CHECKERBOARD(ToyDensity::checkerboard),
    /** Two arms of one and a half turns, each the other's mirror image through the origin. */
    TWO_SPIRALS(ToyDensity::twoSpirals),
    /** Five bent blades. */
    PINWHEEL(ToyDensity::pinwheel),
    /** Two interleaved half circles. */
    MOONS(ToyDensity::moons),
    /** Four concentric circles of radii 0.75, 1.5, 2.25 and 3, equally heavy. */
    RINGS(ToyDensity::rings);

    private final Function<RandomKey, double[]> point;

    ToyDensity(Function<RandomKey, double[]> point) {
        this.point = point;
    }

    /** The point (x, y) of the record whose key is {@code record}. */
    public float[] sample(RandomKey record) {
        double[] xy = point.apply(record);
        return new float[] {(float) xy[0], (float) xy[1]};
    }

    /** Points of the records 0, ..., {@code records} - 1 of {@code key}: x₀, y₀, x₁, y₁, ... */
    public float[] table(RandomKey key, int records) {
        float[] table = new float[2 * records];
        for (int i = 0; i < records; i++) {
            System.arraycopy(sample(key.with(i)), 0, table, 2 * i, 2);
        }
        return table;
    }

    // Below, each number of a record has a counter of its own. StrictMath: the same bits on every processor.

    private static double[] eightGaussians(RandomKey record) {
        double angle = Math.PI / 4 * record.below(8, 0);
        double x = 4 * StrictMath.cos(angle) + 0.5 * record.gaussian(1);
        double y = 4 * StrictMath.sin(angle) + 0.5 * record.gaussian(2);
        return new double[] {x / 1.414, y / 1.414};
    }

    private static double[] checkerboard(RandomKey record) {
        double x = 4 * record.uniform(0) - 2;
        int column = Math.floorMod((int) Math.floor(x), 2);
        double y = record.uniform(1) + column - 2 * record.below(2, 2);
        return new double[] {2 * x, 2 * y};
    }

    private static double[] twoSpirals(RandomKey record) {
        double angle = 3 * Math.PI * Math.sqrt(record.uniform(0));
        double arm = 1 - 2 * record.below(2, 3);
        double x = arm * (-angle * StrictMath.cos(angle) + 0.5 * record.uniform(1));
        double y = arm * (angle * StrictMath.sin(angle) + 0.5 * record.uniform(2));
        return new double[] {x / 3 + 0.1 * record.gaussian(4), y / 3 + 0.1 * record.gaussian(5)};
    }

    private static double[] pinwheel(RandomKey record) {
        double along = 1 + 0.3 * record.gaussian(0);
        double across = 0.1 * record.gaussian(1);
        double angle = 2 * Math.PI / 5 * record.below(5, 2) + 0.25 * StrictMath.exp(along);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        return new double[] {2 * (along * cos + across * sin), 2 * (across * cos - along * sin)};
    }

    private static double[] moons(RandomKey record) {
        double angle = Math.PI * record.uniform(0);
        boolean upper = record.below(2, 1) == 0;
        double x = upper ? StrictMath.cos(angle) : 1 - StrictMath.cos(angle);
        double y = upper ? StrictMath.sin(angle) : 0.5 - StrictMath.sin(angle);
        return new double[] {2 * (x + 0.1 * record.gaussian(2)) - 1, 2 * (y + 0.1 * record.gaussian(3)) - 0.2};
    }

    private static double[] rings(RandomKey record) {
        double radius = 0.75 * (1 + record.below(4, 0));
        double angle = 2 * Math.PI * record.uniform(1);
        double x = radius * StrictMath.cos(angle) + 0.08 * record.gaussian(2);
        double y = radius * StrictMath.sin(angle) + 0.08 * record.gaussian(3);
        return new double[] {x, y};
    }
}
