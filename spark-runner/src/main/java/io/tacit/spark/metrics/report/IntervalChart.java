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
    private static final double BESIDE_DOT = 13;
    private static final double RADIUS = 5.5;
    /** Of a figure at the right, the one of this run being bold. */
    private static final double WIDTH_OF_A_DIGIT = 8;

    /** How far beyond the dots the picture goes, in lengths of the narrowest interval or of the dots' own range. */
    private static final double ROOM_FOR_INTERVALS = 3;

    Markup svg() {
        double height = rows.size() * ROW + 44;
        Frame frame = frame(height);
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
                (LEFT + frame.right()) / 2,
                "y",
                height - 5,
                "text-anchor",
                "middle");
        for (int i = 0; i < rows.size(); i++) {
            drawRow(svg, frame, rows.get(i), i * ROW + 24);
        }
        return svg.close("svg");
    }

    /** What the bars of this picture are, and what its arrows mean where there are any. */
    String howToRead() {
        List<Estimate> intervals = intervals();
        if (intervals.isEmpty()) {
            return "";
        }
        Frame frame = frame(0);
        String bars = "The bar through a dot is the 95 % interval";
        if (intervals.stream().anyMatch(estimate -> frame.px(estimate.high95()) - frame.px(estimate.mean()) < RADIUS)) {
            bars += ", not seen where it is narrower than the dot";
        }
        return intervals.stream().anyMatch(estimate -> leavesLeft(frame, estimate) || leavesRight(frame, estimate))
                ? bars + "; an arrow at its end means that it goes on beyond the picture, as far as its ± says."
                : bars + ".";
    }

    private Frame frame(double height) {
        int longest = rows.stream().mapToInt(row -> figure(row).length()).max().orElse(0);
        double right = Math.max(WIDTH / 2, WIDTH - 20 - longest * WIDTH_OF_A_DIGIT);
        return new Frame(Axis.of("nats", range()), Axis.of("", new Range(0, 1)), LEFT, 0, right, height - 40);
    }

    private static String figure(Baseline row) {
        return Figures.nats(row.heldOut().standardised()).replace('-', '−');
    }

    private List<Estimate> intervals() {
        return rows.stream()
                .map(row -> row.heldOut().standardised())
                .filter(Estimate::hasInterval)
                .toList();
    }

    private static boolean leavesLeft(Frame frame, Estimate estimate) {
        return frame.px(estimate.low95()) < frame.left();
    }

    private static boolean leavesRight(Frame frame, Estimate estimate) {
        return frame.px(estimate.high95()) > frame.right();
    }

    private void drawRow(Markup svg, Frame frame, Baseline row, double y) {
        boolean isOwn = row.name().equals(own);
        String ink = isOwn ? "first" : "ring";
        double mean = frame.px(row.heldOut().standardised().mean());
        if (row.heldOut().standardised().hasInterval()) {
            drawInterval(svg, frame, row.heldOut().standardised(), ink, y);
        }
        svg.leaf("circle", "class", "dot " + ink, "cx", mean, "cy", y, "r", RADIUS);
        boolean leftHalf = mean < (LEFT + frame.right()) / 2;
        double room = (leftHalf ? frame.right() - mean : mean - LEFT) - BESIDE_DOT;
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
                figure(row),
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
        if (leavesLeft(frame, estimate)) {
            drawArrow(svg, ink, frame.left(), y, 7);
        }
        if (leavesRight(frame, estimate)) {
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
        double narrowest = intervals().stream()
                .mapToDouble(estimate -> 2 * estimate.halfWidth95())
                .min()
                .orElse(0);
        Range room = dots.widened(ROOM_FOR_INTERVALS * Math.max(1, narrowest / dots.length()));
        Range range = dots;
        for (Estimate estimate : intervals()) {
            range = range.including(Math.max(room.low(), estimate.low95()))
                    .including(Math.min(room.high(), estimate.high95()));
        }
        return range.widened(0.06);
    }

    private String spoken() {
        return rows.stream()
                .map(row -> row.name() + " " + Figures.nats(row.heldOut().standardised()))
                .collect(Collectors.joining(", "));
    }
}
