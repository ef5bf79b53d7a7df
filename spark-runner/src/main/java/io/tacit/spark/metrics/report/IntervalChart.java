package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.metrics.picture.Range;
import java.util.List;
import java.util.stream.Collectors;

/** A row with a dot and its 95 % interval for each density; the one of this run is filled, the others are rings. */
record IntervalChart(List<Baseline> rows, String own) {

    private static final double WIDTH = 520;
    private static final double ROW = 34;
    private static final double LEFT = 8;
    private static final double RIGHT = WIDTH - 84;
    private static final int LONGEST_NAME = 60;

    Markup svg() {
        double height = rows.size() * ROW + 44;
        Frame frame = new Frame(Axis.of("nats", range()), Axis.of("", new Range(0, 1)), LEFT, 0, RIGHT, height - 40);
        Markup svg = new Markup();
        svg.open(
                "svg",
                "class",
                "plot",
                "viewBox",
                "0 0 520 " + Markup.number(height),
                "role",
                "img",
                "aria-label",
                "Held-out negative log-likelihood in nats: " + spoken());
        for (double tick : frame.x().ticks()) {
            svg.leaf("line", "class", "grid", "x1", frame.px(tick), "x2", frame.px(tick), "y1", 4, "y2", height - 36);
            svg.element(
                    "text",
                    frame.x().text(tick),
                    "class",
                    "tick",
                    "x",
                    frame.px(tick),
                    "y",
                    height - 22,
                    "text-anchor",
                    "middle");
        }
        svg.element(
                "text",
                "nats per record",
                "class",
                "label",
                "x",
                (LEFT + RIGHT) / 2,
                "y",
                height - 5,
                "text-anchor",
                "middle");
        for (int i = 0; i < rows.size(); i++) {
            drawRow(svg, frame, rows.get(i), i * ROW + 24);
        }
        return svg.close("svg");
    }

    private void drawRow(Markup svg, Frame frame, Baseline row, double y) {
        boolean isOwn = row.name().equals(own);
        String ink = isOwn ? "first" : "ring";
        double mean = frame.px(row.heldOut().standardised().mean());
        if (Double.isFinite(row.heldOut().standardised().halfWidth95())) {
            svg.leaf(
                    "line",
                    "class",
                    "interval " + ink,
                    "x1",
                    frame.px(row.heldOut().standardised().low95()),
                    "x2",
                    frame.px(row.heldOut().standardised().high95()),
                    "y1",
                    y,
                    "y2",
                    y);
        }
        svg.leaf("circle", "class", "dot " + ink, "cx", mean, "cy", y, "r", 5.5);
        boolean leftHalf = mean < (LEFT + RIGHT) / 2;
        String name = row.name().length() > LONGEST_NAME ? row.name().substring(0, LONGEST_NAME) + "…" : row.name();
        svg.open(
                "text",
                "class",
                isOwn ? "row own" : "row",
                "x",
                leftHalf ? mean + 13 : mean - 13,
                "y",
                y + 4,
                "text-anchor",
                leftHalf ? "start" : "end");
        svg.text(name).close("text");
        svg.element(
                "text",
                Figures.nats(row.heldOut().standardised().mean()).replace('-', '−'),
                "class",
                isOwn ? "row own" : "row",
                "x",
                WIDTH - 8,
                "y",
                y + 4,
                "text-anchor",
                "end");
    }

    private Range range() {
        Range range = rows.stream()
                .map(row -> row.heldOut().standardised().mean())
                .filter(Double::isFinite)
                .map(mean -> new Range(mean - 1e-3, mean + 1e-3))
                .reduce((a, b) -> a.including(b.low()).including(b.high()))
                .orElse(new Range(0, 1));
        return range.widened(0.06);
    }

    private String spoken() {
        return rows.stream()
                .map(row -> row.name() + " " + Figures.nats(row.heldOut().standardised()))
                .collect(Collectors.joining(", "));
    }
}
