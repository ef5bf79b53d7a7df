package io.tacit.spark.metrics.report;

import java.util.Comparator;
import java.util.List;

/** Levels with their names written on them, each with a dash of its own; names of close levels make room for each other. */
record Levels(List<Level> levels) implements Layer {
    /** As many as the style sheet has. */
    private static final int DASHES = 4;

    private static final double LINE_OF_TEXT = 14;
    private static final double ABOVE_ITS_LINE = 5;
    private static final double SAMPLE = 26;

    record Level(String name, double y) {}

    Levels {
        levels = levels.stream()
                .sorted(Comparator.comparingDouble(Level::y).reversed())
                .toList();
    }

    @Override
    public String label() {
        return "";
    }

    @Override
    public Ink ink() {
        return Ink.QUIET;
    }

    @Override
    public void draw(Markup svg, Frame frame) {
        for (int i = 0; i < levels.size(); i++) {
            drawLine(svg, i, frame.left(), frame.right(), frame.py(levels.get(i).y()));
        }
        double[] places = places(frame);
        double end = frame.right() - 4;
        double sample = levels.size() > 1 ? SAMPLE : 0;
        for (int i = 0; i < levels.size(); i++) {
            if (sample > 0) {
                drawLine(svg, i, end - sample, end, places[i] - 4);
            }
            svg.element(
                    "text",
                    levels.get(i).name(),
                    "class",
                    "note",
                    "x",
                    end - sample - 6,
                    "y",
                    places[i],
                    "text-anchor",
                    "end");
        }
    }

    private static void drawLine(Markup svg, int level, double from, double to, double y) {
        String style = "line quiet dash" + level % DASHES;
        svg.leaf("line", "class", style, "x1", from, "x2", to, "y1", y, "y2", y);
    }

    /** Where names stand, from the highest level down: just above their lines, or as near as others let them. */
    private double[] places(Frame frame) {
        double[] places = levels.stream()
                .mapToDouble(level -> frame.py(level.y()) - ABOVE_ITS_LINE)
                .toArray();
        double next = frame.top() + LINE_OF_TEXT;
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(places[i], next);
            next = places[i] + LINE_OF_TEXT;
        }
        next = frame.bottom() - ABOVE_ITS_LINE;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = Math.min(places[i], next);
            next = places[i] - LINE_OF_TEXT;
        }
        return places;
    }

    @Override
    public void key(Markup svg, double x, double middle) {}
}
