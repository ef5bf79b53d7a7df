package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.metrics.picture.Range;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row with a dot and its 95 % interval for each density; the one of this run is filled, the others are rings. */
record IntervalChart(List<Baseline> rows, String own) {

    private static final double WIDTH = 520;
    private static final double ROW = 34;
    private static final double LEFT = 8;
    private static final double RIGHT = WIDTH - 84;
    private static final double BESIDE_DOT = 13;
    /** How far beyond the dots the picture goes for the sake of intervals, in distances of the dots. */
    private static final double ROOM_FOR_INTERVALS = 0.5;

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
                "nats per record, " + Nll.STANDARDISED,
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
        if (row.heldOut().standardised().hasInterval()) {
            drawInterval(svg, frame, row.heldOut().standardised(), ink, y);
        }
        svg.leaf("circle", "class", "dot " + ink, "cx", mean, "cy", y, "r", 5.5);
        boolean leftHalf = mean < (LEFT + RIGHT) / 2;
        double room = (leftHalf ? RIGHT - mean : mean - LEFT) - BESIDE_DOT;
        svg.open(
                "text",
                "class",
                isOwn ? "row own" : "row",
                "x",
                leftHalf ? mean + BESIDE_DOT : mean - BESIDE_DOT,
                "y",
                y - 8,
                "text-anchor",
                leftHalf ? "start" : "end");
        svg.element("title", row.name()).text(Fitted.to(room, row.name())).close("text");
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

    /** An end beyond the picture is an arrow: the interval goes on. */
    private static void drawInterval(Markup svg, Frame frame, Estimate estimate, String ink, double y) {
        double from = Math.max(frame.left(), frame.px(estimate.low95()));
        double to = Math.min(frame.right(), frame.px(estimate.high95()));
        svg.leaf("line", "class", "interval " + ink, "x1", from, "x2", to, "y1", y, "y2", y);
        if (frame.px(estimate.low95()) < frame.left()) {
            drawArrow(svg, ink, frame.left(), y, 7);
        }
        if (frame.px(estimate.high95()) > frame.right()) {
            drawArrow(svg, ink, frame.right(), y, -7);
        }
    }

    private static void drawArrow(Markup svg, String ink, double tip, double y, double back) {
        String points = Stream.of(-6.0, 0.0, 6.0)
                .map(up -> Markup.number(up == 0 ? tip : tip + back) + "," + Markup.number(y + up))
                .collect(Collectors.joining(" "));
        svg.leaf("polyline", "class", "interval arrow " + ink, "points", points);
    }

    /** All dots, and of the intervals what does not push the dots together. */
    private Range range() {
        Range dots = rows.stream()
                .map(row -> row.heldOut().standardised().mean())
                .filter(Double::isFinite)
                .map(mean -> Range.about(mean, 1e-3))
                .reduce((a, b) -> a.including(b.low()).including(b.high()))
                .orElse(new Range(0, 1));
        double widest = rows.stream()
                .map(row -> row.heldOut().standardised())
                .filter(Estimate::hasInterval)
                .mapToDouble(Estimate::halfWidth95)
                .max()
                .orElse(0);
        Range room = rows.size() == 1 ? dots.widened(widest / dots.length()) : dots.widened(ROOM_FOR_INTERVALS);
        return rows.stream()
                .map(row -> row.heldOut().standardised())
                .filter(Estimate::hasInterval)
                .reduce(
                        dots,
                        (range, estimate) -> range.including(Math.max(room.low(), estimate.low95()))
                                .including(Math.min(room.high(), estimate.high95())),
                        (a, b) -> a.including(b.low()).including(b.high()))
                .widened(0.06);
    }

    private String spoken() {
        return rows.stream()
                .map(row -> row.name() + " " + Figures.nats(row.heldOut().standardised()))
                .collect(Collectors.joining(", "));
    }
}
