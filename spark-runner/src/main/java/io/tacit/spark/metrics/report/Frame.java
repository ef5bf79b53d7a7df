package io.tacit.spark.metrics.report;

/** The area of a plot in which data are drawn, in units of the picture, and how values map to it. */
record Frame(Axis x, Axis y, double left, double top, double right, double bottom) {

    double px(double value) {
        return left + x.range().share(value) * (right - left);
    }

    double py(double value) {
        return bottom - y.range().share(value) * (bottom - top);
    }

    /** The area with a margin on all sides, for clipping; values map to it otherwise. */
    Frame widened(double margin) {
        return new Frame(x, y, left - margin, top - margin, right + margin, bottom + margin);
    }

    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }
}
