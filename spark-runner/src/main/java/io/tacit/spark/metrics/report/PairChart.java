package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.picture.Contour;
import io.tacit.spark.metrics.picture.DensityImage;
import io.tacit.spark.metrics.picture.Grid;
import io.tacit.spark.metrics.picture.Palette;
import io.tacit.spark.metrics.picture.Png;

/** Two density images side by side with common axes, once for light pages and once for dark ones. */
record PairChart(PairMarginal pair, ColumnLabels labels) {

    private static final double SIDE = 190;
    private static final double LEFT = 56;
    /** For the label of the axis, and between it and the ticks. */
    private static final double BESIDE_TICKS = 28;

    private static final double WIDTH_OF_A_LETTER = 6.6;
    private static final double GAP = 14;
    private static final double TOP = 22;
    private static final double REFERENCE_QUANTILE = 0.985;

    Markup svg() {
        Markup svg = new Markup();
        double left = left();
        double width = left + 2 * SIDE + GAP + 6;
        double height = TOP + SIDE + 42;
        svg.open(
                "svg",
                "class",
                "plot pair",
                "viewBox",
                "0 0 " + Markup.number(width) + " " + Markup.number(height),
                "role",
                "img",
                "aria-label",
                "Density of " + pair.x().name() + " and " + pair.y().name()
                        + ", data on the left, samples of the model on the right");
        svg.element("title", pair.x().name() + " × " + pair.y().name());
        double reference = Math.max(pair.data().quantile(REFERENCE_QUANTILE), Double.MIN_NORMAL);
        drawSide(svg, "data", pair.data(), reference, left);
        drawSide(svg, "samples", pair.samples(), reference, left + SIDE + GAP);
        drawYAxis(svg);
        svg.element(
                "text",
                Fitted.to(2 * SIDE, labels.of(pair.x())),
                "class",
                "label",
                "x",
                left + SIDE + GAP / 2,
                "y",
                height - 7,
                "text-anchor",
                "middle");
        return svg.close("svg");
    }

    private void drawSide(Markup svg, String name, Grid density, double reference, double left) {
        Frame frame = frame(left);
        svg.element("text", name, "class", "key", "x", left + SIDE / 2, "y", TOP - 8, "text-anchor", "middle");
        for (Palette palette : Palette.values()) {
            svg.leaf(
                    "image",
                    "class",
                    palette == Palette.DAY ? "day" : "night",
                    "x",
                    left,
                    "y",
                    TOP,
                    "width",
                    SIDE,
                    "height",
                    SIDE,
                    "preserveAspectRatio",
                    "none",
                    "href",
                    Png.dataUrl(new DensityImage(density, reference, palette).ofCells()));
        }
        pair.contours().forEach(contour -> drawContour(svg, frame, contour));
        svg.leaf("rect", "class", "border", "x", left, "y", TOP, "width", SIDE, "height", SIDE);
        for (double tick : frame.x().ticks()) {
            double place = frame.px(tick);
            svg.leaf("line", "class", "axis", "x1", place, "x2", place, "y1", TOP + SIDE, "y2", TOP + SIDE + 4);
            svg.element(
                    "text",
                    frame.x().text(tick),
                    "class",
                    "tick",
                    "x",
                    place,
                    "y",
                    TOP + SIDE + 16,
                    "text-anchor",
                    "middle");
        }
    }

    private static void drawContour(Markup svg, Frame frame, Contour contour) {
        StringBuilder path = new StringBuilder();
        for (double[] segment : contour.segments()) {
            path.append('M').append(Markup.number(frame.px(segment[0])));
            path.append(' ').append(Markup.number(frame.py(segment[1])));
            path.append('L').append(Markup.number(frame.px(segment[2])));
            path.append(' ').append(Markup.number(frame.py(segment[3])));
        }
        svg.leaf("path", "class", "contour", "d", path);
    }

    private void drawYAxis(Markup svg) {
        double left = left();
        Frame frame = frame(left);
        for (double tick : frame.y().ticks()) {
            double place = frame.py(tick);
            svg.leaf("line", "class", "axis", "x1", left - 4, "x2", left, "y1", place, "y2", place);
            svg.element(
                    "text", frame.y().text(tick), "class", "tick", "x", left - 7, "y", place + 4, "text-anchor", "end");
        }
        double middle = TOP + SIDE / 2;
        svg.element(
                "text",
                Fitted.to(SIDE + 20, labels.of(pair.y())),
                "class",
                "label",
                "x",
                13,
                "y",
                middle,
                "text-anchor",
                "middle",
                "transform",
                "rotate(-90 13 " + Markup.number(middle) + ")");
    }

    /** Ticks of a narrow range are long. */
    private double left() {
        Axis y = frame(0).y();
        int longest =
                y.ticks().stream().mapToInt(tick -> y.text(tick).length()).max().orElse(0);
        return Math.max(LEFT, BESIDE_TICKS + longest * WIDTH_OF_A_LETTER);
    }

    private Frame frame(double left) {
        return new Frame(
                Axis.of(labels.of(pair.x()), pair.data().x(), 5),
                Axis.of(labels.of(pair.y()), pair.data().y(), 5),
                left,
                TOP,
                left + SIDE,
                TOP + SIDE);
    }
}
