package io.tacit.core.solve;

import java.util.Arrays;

/** From where to where time runs, forwards or backwards: the same for all examples, or for each its own. */
public final class Span {

    private final double[] from;
    private final double[] to;
    private final boolean common;

    private Span(double[] from, double[] to, boolean common) {
        this.from = from;
        this.to = to;
        this.common = common;
    }

    /** The same span for all examples. */
    public static Span of(double from, double to) {
        return checked(new Span(new double[] {from}, new double[] {to}, true));
    }

    /** Example b runs from {@code from[b]} to {@code to[b]}; only with {@link Stepping#PER_EXAMPLE}. */
    public static Span each(double[] from, double[] to) {
        if (from.length != to.length) {
            throw new IllegalArgumentException("span: " + from.length + " begins and " + to.length + " ends");
        }
        return checked(new Span(from.clone(), to.clone(), false));
    }

    private static Span checked(Span span) {
        if (!Arrays.stream(span.from).allMatch(Double::isFinite)
                || !Arrays.stream(span.to).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("span: expected finite times, got " + span);
        }
        return span;
    }

    public boolean isCommon() {
        return common;
    }

    /** Number of spans: 1 where common. */
    public int count() {
        return from.length;
    }

    public double from(int example) {
        return from[common ? 0 : example];
    }

    public double to(int example) {
        return to[common ? 0 : example];
    }

    /** The spans of {@code count} examples from {@code first} on. */
    Span part(int first, int count) {
        return common
                ? this
                : new Span(
                        Arrays.copyOfRange(from, first, first + count),
                        Arrays.copyOfRange(to, first, first + count),
                        false);
    }

    @Override
    public String toString() {
        return Arrays.toString(from) + " → " + Arrays.toString(to);
    }
}
