package io.tacit.spark.metrics.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture of two axes with layers in between, as SVG.
 *
 * @param name what it shows, in a few words, for those who do not see it
 * @param description what there is to see
 * @param layers drawn in order
 */
record Plot(String name, String description, Axis x, Axis y, List<Layer> layers, Size size) {

    /** Size of the picture in its own units; the page scales it. */
    enum Size {
        WIDE(520, 300),
        SMALL(300, 190),
        /** By itself in a document, with room for a longer key. */
        LARGE(760, 420);

        private final double width;
        private final double height;

        Size(double width, double height) {
            this.width = width;
            this.height = height;
        }
    }

    /** Of a picture that stands in no page. */
    private static final List<String> ALONE = List.of("xmlns", "http://www.w3.org/2000/svg");

    private static final double LEFT = 58;
    /** For the label of the axis, and between it and the ticks. */
    private static final double BESIDE_TICKS = 30;

    private static final double BELOW = 44;
    private static final double KEY_WIDTH_OF_A_LETTER = 6.6;

    /** Of a mark at the frame, so that it is whole. */
    private static final double MARK = 4;

    /** For a page, which has the style sheet. */
    Markup svg() {
        return drawn(List.of(), new Markup());
    }

    /** A file of its own. */
    Markup file(String styleSheet) {
        return drawn(ALONE, new Markup().open("style").raw(styleSheet).close("style"));
    }

    private Markup drawn(List<String> attributes, Markup head) {
        boolean keyed = layers.stream().anyMatch(layer -> !layer.label().isEmpty());
        double top = (keyed ? 30 : 10) + (x.marks().isEmpty() ? 0 : Mark.HEIGHT);
        Frame frame = new Frame(x, y, left(), top, size.width - 12, size.height - BELOW);
        Markup svg = new Markup();
        List<String> all = new ArrayList<>(attributes);
        all.addAll(List.of("class", "plot", "role", "img", "aria-label", name + ". " + description));
        all.addAll(List.of("viewBox", "0 0 " + Markup.number(size.width) + " " + Markup.number(size.height)));
        svg.open("svg", all.toArray()).add(head).element("title", name);
        drawGrid(svg, frame);
        Mark.draw(svg, frame, x.marks());
        // A nested svg clips what lies outside of it, without an id that would have to be unique in the page.
        Frame clip = frame.widened(MARK);
        svg.open(
                "svg",
                "x",
                clip.left(),
                "y",
                clip.top(),
                "width",
                clip.width(),
                "height",
                clip.height(),
                "viewBox",
                Markup.number(clip.left()) + " " + Markup.number(clip.top()) + " " + Markup.number(clip.width()) + " "
                        + Markup.number(clip.height()));
        layers.forEach(layer -> layer.draw(svg, frame));
        svg.close("svg");
        drawLabels(svg, frame);
        drawKey(svg);
        return svg.close("svg");
    }

    /** Ticks of a narrow range are long. */
    private double left() {
        int longest =
                y.ticks().stream().mapToInt(tick -> y.text(tick).length()).max().orElse(0);
        return Math.max(LEFT, BESIDE_TICKS + longest * KEY_WIDTH_OF_A_LETTER);
    }

    private void drawGrid(Markup svg, Frame frame) {
        for (double tick : y.ticks()) {
            double height = frame.py(tick);
            svg.leaf("line", "class", "grid", "x1", frame.left(), "x2", frame.right(), "y1", height, "y2", height);
            svg.element(
                    "text",
                    y.text(tick),
                    "class",
                    "tick",
                    "x",
                    frame.left() - 7,
                    "y",
                    height + 4,
                    "text-anchor",
                    "end");
        }
        for (double tick : x.ticks()) {
            double place = frame.px(tick);
            svg.leaf("line", "class", "axis", "x1", place, "x2", place, "y1", frame.bottom(), "y2", frame.bottom() + 4);
            svg.element(
                    "text",
                    x.text(tick),
                    "class",
                    "tick",
                    "x",
                    place,
                    "y",
                    frame.bottom() + 17,
                    "text-anchor",
                    "middle");
        }
        svg.leaf(
                "line",
                "class",
                "axis",
                "x1",
                frame.left(),
                "x2",
                frame.right(),
                "y1",
                frame.bottom(),
                "y2",
                frame.bottom());
    }

    private void drawLabels(Markup svg, Frame frame) {
        double middle = (frame.top() + frame.bottom()) / 2;
        svg.element(
                "text",
                Fitted.to(frame.width(), x.label()),
                "class",
                "label",
                "x",
                (frame.left() + frame.right()) / 2,
                "y",
                size.height - 8,
                "text-anchor",
                "middle");
        svg.element(
                "text",
                Fitted.to(size.height - BELOW, y.label()),
                "class",
                "label",
                "x",
                14,
                "y",
                middle,
                "text-anchor",
                "middle",
                "transform",
                "rotate(-90 14 " + Markup.number(middle) + ")");
    }

    private void drawKey(Markup svg) {
        double place = left();
        for (Layer layer : layers) {
            if (!layer.label().isEmpty()) {
                layer.key(svg, place, 12);
                svg.element("text", layer.label(), "class", "key", "x", place + 28, "y", 16);
                place += 28 + layer.label().length() * KEY_WIDTH_OF_A_LETTER + 18;
            }
        }
    }
}
