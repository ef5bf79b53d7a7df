package io.tacit.spark.metrics.report;

import java.util.List;

/**
 * A place on an axis where something begins.
 *
 * @param brief its name where there is no room for the whole one
 */
record Mark(double place, String brief, String name) {
    /** Of the names above a plot. */
    static final double HEIGHT = 16;

    private static final double WIDTH_OF_A_LETTER = 6.6;
    private static final double GAP = 5;

    /** A line each, but for the place where the plot itself begins, and the names above; none stands in another. */
    static void draw(Markup svg, Frame frame, List<Mark> marks) {
        double[] places = places(frame, marks);
        for (int i = 0; i < marks.size(); i++) {
            double x = frame.px(marks.get(i).place);
            double end = i + 1 < marks.size() ? places[i + 1] : frame.right();
            if (x > frame.left()) {
                svg.leaf("line", "class", "phase", "x1", x, "x2", x, "y1", frame.top(), "y2", frame.bottom());
            }
            svg.element(
                    "text",
                    marks.get(i).fitting(end - places[i]),
                    "class",
                    "tick",
                    "x",
                    places[i],
                    "y",
                    frame.top() - 5);
        }
    }

    /** Where names begin: at their marks, or as near as their neighbours let them. */
    private static double[] places(Frame frame, List<Mark> marks) {
        double[] places = new double[marks.size()];
        double next = frame.left();
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(next, frame.px(marks.get(i).place));
            next = places[i] + marks.get(i).least();
        }
        next = frame.right() + 2 * GAP;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = Math.min(places[i], next - marks.get(i).least());
            next = places[i];
        }
        return places;
    }

    private double least() {
        return width(brief);
    }

    private String fitting(double room) {
        return width(name) <= room ? name : brief;
    }

    private static double width(String text) {
        return text.length() * WIDTH_OF_A_LETTER + GAP;
    }
}
