package io.tacit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ToyDensitiesIT {
    @TempDir
    Path folder;

    @Test
    void leavesAPictureOfDataAndDensity() throws IOException {
        Path picture = folder.resolve("spirals.png");
        int code = new CommandLine(new ToyDensities())
                .execute(
                        "--density=two-spirals",
                        "--records=500",
                        "--steps=4",
                        "--batch=100",
                        "--pixels=40",
                        "--picture=" + picture);
        assertThat(code).isZero();
        BufferedImage image = ImageIO.read(picture.toFile());
        assertThat(image.getHeight()).isEqualTo(40);
        assertThat(image.getWidth()).isGreaterThan(80);
    }

    @Test
    void densityThatThereIsNotIsRefusedWithThoseThatThereAre() {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new ToyDensities())
                .setErr(new PrintWriter(said))
                .execute("--density=banana", "--picture=" + folder.resolve("no.png"));
        assertThat(code).isEqualTo(2);
        assertThat(said.toString()).contains("banana").contains("two-spirals");
        assertThat(Files.exists(folder.resolve("no.png"))).isFalse();
    }
}
