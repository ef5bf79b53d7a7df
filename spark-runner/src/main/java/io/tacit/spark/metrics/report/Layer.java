package io.tacit.spark.metrics.report;

import java.util.List;
import java.util.stream.IntStream;

/** Something drawn into the frame of a plot. */
sealed interface Layer permits Layer.Line, Layer.Marked, Layer.Dots, Layer.Band, Layer.Bars, Layer.Whisker, Levels {

    /** What the key calls it; empty for what needs no entry. */
    String label();

    Ink ink();

    void draw(Markup svg, Frame frame);

    /** A sample of how it is drawn, 22 wide, about a middle line. */
    void key(Markup svg, double x, double middle);

    record Point(double x, double y) {

        boolean isFinite() {
            return Double.isFinite(x) && Double.isFinite(y);
        }
    }

    /** Points joined in order; broken where a value is not finite. */
    record Line(String label, Ink ink, List<Point> points) implements Layer {

        @Override
        public void draw(Markup svg, Frame frame) {
            StringBuilder path = new StringBuilder();
            boolean down = false;
            for (Point point : points) {
                if (point.isFinite()) {
                    path.append(down ? 'L' : 'M').append(Markup.number(frame.px(point.x())));
                    path.append(' ').append(Markup.number(frame.py(point.y())));
                }
                down = point.isFinite();
            }
            svg.leaf("path", "class", "line " + ink.style(), "d", path);
        }

        /** Points that are joined with none. */
        List<Point> alone() {
            return IntStream.range(0, points.size())
                    .filter(i -> (i == 0 || !points.get(i - 1).isFinite())
                            && (i == points.size() - 1 || !points.get(i + 1).isFinite()))
                    .mapToObj(points::get)
                    .toList();
        }

        @Override
        public void key(Markup svg, double x, double middle) {
            svg.leaf("line", "class", "line " + ink.style(), "x1", x, "x2", x + 22, "y1", middle, "y2", middle);
        }
    }

    /** A line whose points are marked where they are few or alone, so that these are seen, and two lines that coincide are. */
    record Marked(Line line) implements Layer {
        /** More would run into each other. */
        private static final int MOST = 40;

        private static final double RADIUS = 3;

        @Override
        public String label() {
            return line.label();
        }

        @Override
        public Ink ink() {
            return line.ink();
        }

        @Override
        public void draw(Markup svg, Frame frame) {
            line.draw(svg, frame);
            new Dots("", ink(), few() ? line.points() : line.alone(), RADIUS).draw(svg, frame);
        }

        private boolean few() {
            return line.points().stream().filter(Point::isFinite).count() <= MOST;
        }

        @Override
        public void key(Markup svg, double x, double middle) {
            line.key(svg, x, middle);
            if (few()) {
                new Dots("", ink(), line.points(), RADIUS).key(svg, x, middle);
            }
        }
    }

    /** Single points. */
    record Dots(String label, Ink ink, List<Point> points, double radius) implements Layer {

        @Override
        public void draw(Markup svg, Frame frame) {
            for (Point point : points) {
                if (point.isFinite()) {
                    svg.leaf(
                            "circle",
                            "class",
                            "dot " + ink.style(),
                            "cx",
                            frame.px(point.x()),
                            "cy",
                            frame.py(point.y()),
                            "r",
                            radius);
                }
            }
        }

        @Override
        public void key(Markup svg, double x, double middle) {
            svg.leaf("circle", "class", "dot " + ink.style(), "cx", x + 11, "cy", middle, "r", radius);
        }
    }

    /** The area between two curves over the same x. */
    record Band(String label, Ink ink, List<Point> low, List<Point> high) implements Layer {

        @Override
        public void draw(Markup svg, Frame frame) {
            StringBuilder corners = new StringBuilder();
            low.forEach(point -> append(corners, point, frame));
            for (int i = high.size() - 1; i >= 0; i--) {
                append(corners, high.get(i), frame);
            }
            svg.leaf(
                    "polygon",
                    "class",
                    "band " + ink.style(),
                    "points",
                    corners.toString().strip());
        }

        private static void append(StringBuilder corners, Point point, Frame frame) {
            if (point.isFinite()) {
                corners.append(Markup.number(frame.px(point.x()))).append(',');
                corners.append(Markup.number(frame.py(point.y()))).append(' ');
            }
        }

        @Override
        public void key(Markup svg, double x, double middle) {
            svg.leaf("rect", "class", "band " + ink.style(), "x", x, "y", middle - 5, "width", 22, "height", 10);
        }
    }

    /** Equal bars over the whole range of x. */
    record Bars(String label, Ink ink, List<Double> heights) implements Layer {

        @Override
        public void draw(Markup svg, Frame frame) {
            double width = frame.width() / heights.size();
            for (int i = 0; i < heights.size(); i++) {
                double top = frame.py(heights.get(i));
                svg.leaf(
                        "rect",
                        "class",
                        "bar " + ink.style(),
                        "x",
                        frame.left() + i * width + 0.5,
                        "y",
                        top,
                        "width",
                        Math.max(0.5, width - 1),
                        "height",
                        Math.max(0, frame.bottom() - top));
            }
        }

        @Override
        public void key(Markup svg, double x, double middle) {
            svg.leaf("rect", "class", "bar " + ink.style(), "x", x + 5, "y", middle - 6, "width", 12, "height", 12);
        }
    }

    /** An interval at one place, where there are no others that would make a band with it. */
    record Whisker(Ink ink, double x, double low, double high) implements Layer {
        private static final double CAP = 5;

        @Override
        public String label() {
            return "";
        }

        @Override
        public void draw(Markup svg, Frame frame) {
            double place = frame.px(x);
            String style = "whisker " + ink.style();
            svg.leaf("line", "class", style, "x1", place, "x2", place, "y1", frame.py(low), "y2", frame.py(high));
            for (double end : new double[] {frame.py(low), frame.py(high)}) {
                svg.leaf("line", "class", style, "x1", place - CAP, "x2", place + CAP, "y1", end, "y2", end);
            }
        }

        @Override
        public void key(Markup svg, double x, double middle) {}
    }
}
