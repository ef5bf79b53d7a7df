package io.tacit.spark.metrics.picture;

import java.awt.image.BufferedImage;

/**
 * One density as an image: the square root of density over a reference, in the colours of a palette. The root keeps thin
 * tails and ridges visible next to the bulk.
 *
 * @param reference density that gets the last colour; the same for images to be compared
 */
public record DensityImage(Grid density, double reference, Palette palette) {

    /** One pixel a cell; the high end of y is at the top. */
    public BufferedImage ofCells() {
        return scaled(density.columns(), density.rows());
    }

    /** Bilinear between cells, into so many pixels. */
    public BufferedImage scaled(int width, int height) {
        Grid root = density.map(value -> Math.sqrt(value / reference));
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette.model());
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double share = root.between(
                        (column + 0.5) * root.columns() / width, (height - row - 0.5) * root.rows() / height);
                image.getRaster().setSample(column, row, 0, Palette.index(share));
            }
        }
        return image;
    }
}
