package io.tacit.spark.metrics.report;

/** A picture with its title above and how to read it below. */
record Figure(String title, Markup picture, String howToRead) {

    void addTo(Markup page) {
        page.open("figure").element("h3", title).add(picture);
        page.element("figcaption", howToRead.replace(" %", "\u00a0%")).close("figure");
    }
}
