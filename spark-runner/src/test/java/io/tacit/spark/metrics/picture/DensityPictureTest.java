package io.tacit.spark.metrics.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DensityPictureTest {

    private static final Range PLANE = new Range(-6, 6);

    private final Grid normal = Grid.ofLogDensity(PLANE, PLANE, 120, DensityPictureTest::logNormal);

    @Test
    @DisplayName("C36 the grid of a density integrates to 1 by the midpoint rule")
    void integral() {
        // The rule converges faster than any power for a smooth density that vanishes at the border.
        assertThat(normal.integral()).isCloseTo(1, within(1e-7));
    }

    @Test
    @DisplayName("a histogram as density integrates to the share of points within")
    void histogram() {
        Grid grid =
                Grid.ofHistogram(PLANE, new Range(0, 1), 10, new double[] {0, 6, -6, 7}, new double[] {0, 1, 0.5, 0.5});
        assertThat(grid.integral()).isCloseTo(0.75, within(1e-12));
        assertThat(grid.get(9, 9)).isEqualTo(grid.get(0, 5)).isPositive();
    }

    @Test
    @DisplayName(
            "data and their own density look alike: both panels are brightest in the middle and dark at the corner")
    void beside() throws Exception {
        Random random = new Random(5);
        double[] values = IntStream.range(0, 100_000)
                .mapToDouble(i -> random.nextGaussian())
                .toArray();
        BufferedImage image = ImageIO.read(
                new ByteArrayInputStream(Png.bytes(DensityPicture.beside(Points.of(2, values), normal, 120))));
        assertThat(image.getWidth()).isEqualTo(248);
        assertThat(image.getHeight()).isEqualTo(120);
        for (int left : new int[] {0, 128}) {
            assertThat(lightness(image.getRGB(left + 60, 60))).isGreaterThan(400);
            assertThat(lightness(image.getRGB(left + 1, 1))).isLessThan(120);
        }
    }

    @Test
    @DisplayName("the high end of y is at the top of an image")
    void orientation() {
        Grid high = Grid.ofHistogram(new Range(0, 1), new Range(0, 1), 2, new double[] {0.9}, new double[] {0.9});
        BufferedImage image = new DensityImage(high, high.quantile(1), Palette.NIGHT).ofCells();
        assertThat(image.getRGB(1, 0) & 0xffffff).isEqualTo(Palette.NIGHT.color(1));
        assertThat(image.getRGB(0, 1) & 0xffffff).isEqualTo(Palette.NIGHT.color(0));
    }

    @Test
    @DisplayName("lightness of a palette is monotone, so that it reads in grey too")
    void monotone() {
        for (Palette palette : Palette.values()) {
            int sign = palette == Palette.DAY ? -1 : 1;
            assertThat(IntStream.range(0, 255)
                            .map(i -> sign * (luma(palette.color((i + 1) / 255.0)) - luma(palette.color(i / 255.0)))))
                    .allMatch(step -> step >= 0);
        }
    }

    @Test
    @DisplayName("data of another dimension are refused")
    void dimension() {
        assertThatThrownBy(() -> DensityPicture.beside(Points.of(3, 1, 2, 3), normal, 10))
                .hasMessageContaining("dimension 2, got 3");
    }

    private static double[] logNormal(Points points) {
        return IntStream.range(0, points.count())
                .mapToDouble(i ->
                        -0.5 * (Math.pow(points.get(i, 0), 2) + Math.pow(points.get(i, 1), 2)) - Math.log(2 * Math.PI))
                .toArray();
    }

    private static int lightness(int rgb) {
        return (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
    }

    private static int luma(int rgb) {
        return (2126 * (rgb >> 16 & 0xff) + 7152 * (rgb >> 8 & 0xff) + 722 * (rgb & 0xff)) / 1000;
    }
}
