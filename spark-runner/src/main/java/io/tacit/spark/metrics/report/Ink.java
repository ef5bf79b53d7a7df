package io.tacit.spark.metrics.report;

import java.util.Locale;

/** A way to draw that the style sheet gives a colour and a dash, so that no two differ in colour only. */
enum Ink {
    FIRST,
    SECOND,
    THIRD,
    FOURTH,
    QUIET;

    String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
