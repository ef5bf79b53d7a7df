package io.tacit.spark.metrics.picture;

import java.awt.image.BufferedImage;

/**
 * Data at the left, the learned density at the right, in one image over the same rectangle and in the same colours.
 *
 * <pre>{@code
 * Range plane = new Range(-4, 4);
 * Grid learned = Grid.ofLogDensity(plane, plane, 200, points -> model.logDensity(points));
 * Files.write(path, Png.bytes(DensityPicture.beside(data, learned, 480)));
 * }</pre>
 */
public final class DensityPicture {

    private static final int GAP = 8;

    /** Share of cells below the last colour, so that one sharp peak does not darken all the rest. */
    private static final double REFERENCE_QUANTILE = 0.995;

    private static final int PIXELS_PER_BIN = 4;

    private DensityPicture() {}

    /** Two squares of so many pixels; data are points of the plane. */
    public static BufferedImage beside(Points data, Grid learned, int pixels) {
        if (data.dimension() != 2) {
            throw new IllegalArgumentException("data: expected points of dimension 2, got " + data.dimension());
        }
        Grid histogram = Grid.ofHistogram(
                learned.x(), learned.y(), Math.max(1, pixels / PIXELS_PER_BIN), data.column(0), data.column(1));
        double reference = Math.max(learned.quantile(REFERENCE_QUANTILE), Double.MIN_NORMAL);
        BufferedImage both = new BufferedImage(2 * pixels + GAP, pixels, BufferedImage.TYPE_INT_RGB);
        draw(new DensityImage(histogram, reference, Palette.NIGHT).scaled(pixels, pixels), both, 0);
        draw(new DensityImage(learned, reference, Palette.NIGHT).scaled(pixels, pixels), both, pixels + GAP);
        return both;
    }

    private static void draw(BufferedImage part, BufferedImage whole, int left) {
        int[] pixels = part.getRGB(0, 0, part.getWidth(), part.getHeight(), null, 0, part.getWidth());
        for (int column = left - GAP; left > 0 && column < left; column++) {
            for (int row = 0; row < part.getHeight(); row++) {
                whole.setRGB(column, row, 0xffffff);
            }
        }
        whole.setRGB(left, 0, part.getWidth(), part.getHeight(), pixels, 0, part.getWidth());
    }
}
