package io.tacit.spark.metrics.report;

import java.util.Locale;

/** Writes HTML and SVG; whatever is text or the value of an attribute is escaped, so no name of a column can break out. */
final class Markup {

    private final StringBuilder out = new StringBuilder();

    /** Attributes are names and values in turn; numbers are written with two decimals. */
    Markup open(String tag, Object... attributes) {
        return start(tag, attributes).raw(">");
    }

    Markup close(String tag) {
        return raw("</").raw(tag).raw(">");
    }

    /** Without content. */
    Markup leaf(String tag, Object... attributes) {
        return start(tag, attributes).raw("/>");
    }

    /** With nothing but text in it. */
    Markup element(String tag, String text, Object... attributes) {
        return open(tag, attributes).text(text).close(tag);
    }

    Markup text(String text) {
        for (int i = 0; i < text.length(); i++) {
            out.append(escaped(text.charAt(i)));
        }
        return this;
    }

    Markup add(Markup other) {
        out.append(other.out);
        return this;
    }

    /** Of this package only: markup or a style sheet that is known to be whole. */
    Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private Markup start(String tag, Object... attributes) {
        raw("<").raw(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            raw(" ").raw(attributes[i].toString()).raw("=\"");
            text(attributes[i + 1] instanceof Double value ? number(value) : attributes[i + 1].toString());
            raw("\"");
        }
        return this;
    }

    private static String escaped(char character) {
        return switch (character) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            // Characters a parser would drop or replace; the reader sees that there was one.
            default -> Character.isISOControl(character) && character != '\n' ? "\uFFFD" : String.valueOf(character);
        };
    }
}
