package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.metrics.report.Layer.Line;
import io.tacit.spark.metrics.report.Layer.Marked;
import io.tacit.spark.metrics.report.Layer.Point;
import io.tacit.spark.metrics.report.Levels.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Curves in one frame as an SVG file, drawn as a report's; where a browser shows it, it is light or dark as the reader has it.
 *
 * @param name what it shows, in a few words
 * @param description what there is to see, for those who do not see it
 * @param levels of y that have a name
 */
public record CurveImage(
        String name, String description, Side x, Side y, List<Curve> curves, Map<String, Double> levels) {
    /** As many as are told apart. */
    private static final List<Ink> INKS = List.of(Ink.FIRST, Ink.SECOND, Ink.THIRD, Ink.FOURTH);
    /** What the page of a report says elsewhere. */
    private static final String ALONE =
            "svg.plot { background: var(--card); font-family: system-ui, \"Segoe UI\", Roboto, \"DejaVu Sans\", sans-serif }\n";

    /** What an axis shows, and how far. */
    public record Side(String label, Range range) {}

    /**
     * Lines that are drawn alike.
     *
     * @param lines points (x, y) of each
     */
    public record Curve(String label, List<List<double[]>> lines) {}

    public CurveImage {
        if (curves.size() > INKS.size()) {
            throw new IllegalArgumentException(
                    "curves: expected " + INKS.size() + " at most, which are told apart, got " + curves.size());
        }
    }

    /** The text of the file, in UTF-8. */
    public String svg() {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Levels(levels.entrySet().stream()
                .map(level -> new Level(level.getKey(), level.getValue()))
                .toList()));
        for (int i = 0; i < curves.size(); i++) {
            layers.addAll(lines(curves.get(i), INKS.get(i)));
        }
        Plot plot = new Plot(
                name,
                description,
                Axis.of(x.label(), x.range(), 10),
                Axis.of(y.label(), y.range(), 8),
                layers,
                Plot.Size.LARGE);
        return plot.file(ReportPage.styleSheet() + ALONE) + "\n";
    }

    /** Only the first one has an entry in the key. */
    private static List<Layer> lines(Curve curve, Ink ink) {
        return IntStream.range(0, curve.lines().size())
                .<Layer>mapToObj(i -> new Marked(new Line(
                        i == 0 ? curve.label() : "",
                        ink,
                        curve.lines().get(i).stream()
                                .map(point -> new Point(point[0], point[1]))
                                .collect(Collectors.toList()))))
                .toList();
    }
}
