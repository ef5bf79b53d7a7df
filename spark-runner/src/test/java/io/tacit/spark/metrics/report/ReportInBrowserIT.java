package io.tacit.spark.metrics.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tacit.spark.metrics.picture.Palette;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the report in a real browser, behind a proxy that writes down whatever is asked of the network. */
class ReportInBrowserIT {

    private static final int FIRST_INK = 0x1f5f9e;

    /** Chromium asks its maker for the time and for updates whatever it shows; the proxy keeps that here too. */
    private static final Pattern BROWSER_ITSELF = Pattern.compile("[./](googleapis|google)\\.com[:/]");

    @TempDir
    private Path directory;

    @Test
    @DisplayName("U01 the report shows its pictures in a browser and asks nothing of the network")
    void shown() throws Exception {
        String page = ReportPage.html(Reports.flights(Reports.plainColumns()));
        try (ListeningProxy proxy = ListeningProxy.start()) {
            BufferedImage screen = screenshot(page, proxy);
            assertThat(proxy.asked()).allMatch(BROWSER_ITSELF.asPredicate());
            assertThat(pixels(screen, FIRST_INK)).as("pixels of curves").isGreaterThan(1_000);
            assertThat(pixels(screen, Palette.DAY.color(1)))
                    .as("pixels of the densest cells")
                    .isGreaterThan(100);
        }
    }

    @Test
    @DisplayName("the proxy would have noticed: a page with a picture elsewhere does ask")
    void noticed() throws Exception {
        try (ListeningProxy proxy = ListeningProxy.start()) {
            screenshot("<!DOCTYPE html><img src='http://example.invalid/picture.png'>", proxy);
            assertThat(proxy.asked()).anyMatch(line -> line.contains("example.invalid/picture.png"));
        }
    }

    private BufferedImage screenshot(String page, ListeningProxy proxy) throws IOException, InterruptedException {
        Optional<Path> browser = browser();
        assumeThat(browser)
                .as("no chromium, chromium-browser or google-chrome on the PATH")
                .isPresent();
        Path html = Files.writeString(directory.resolve("report.html"), page);
        Path image = directory.resolve("screen.png");
        List<String> command = new ArrayList<>(List.of(
                browser.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--disable-default-apps",
                "--disable-features=NetworkTimeServiceQuerying",
                "--disable-dev-shm-usage",
                "--proxy-server=127.0.0.1:" + proxy.port(),
                "--user-data-dir=" + directory.resolve("profile"),
                "--window-size=1200,4400",
                "--screenshot=" + image,
                html.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("browser.log").toFile())
                .start();
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS))
                    .as("browser ended")
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(image)
                .as(Files.readString(directory.resolve("browser.log"), UTF_8))
                .exists();
        return ImageIO.read(image.toFile());
    }

    private static Optional<Path> browser() {
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(dir -> Path.of(dir, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static long pixels(BufferedImage image, int color) {
        int[] all = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return java.util.Arrays.stream(all)
                .filter(pixel -> (pixel & 0xffffff) == color)
                .count();
    }
}
