package io.tacit.spark.metrics.report;

/** Text that has to fit beside a picture: names of columns may be of any length. */
final class Fitted {
    /** Of the page's font at 12 units; wide letters are rare enough. */
    private static final double WIDTH_OF_A_LETTER = 6.6;

    private static final String CUT = "…";

    private Fitted() {}

    /** The text, without its middle where it is longer than {@code width} units: names often differ at their ends. */
    static String to(double width, String text) {
        return toLetters((int) (width / WIDTH_OF_A_LETTER), text);
    }

    static String toLetters(int most, String text) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        int[] letters = text.codePoints().toArray();
        int head = (most - CUT.length() + 1) / 2;
        int tail = most - CUT.length() - head;
        return new String(letters, 0, head) + CUT + new String(letters, letters.length - tail, tail);
    }
}
