package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.Figures;
import io.tacit.spark.metrics.picture.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * A labelled range with ticks at round numbers, 1, 2 or 5 times a power of ten apart.
 *
 * @param finest smallest distance of two ticks; 0 where there is none
 * @param marks where something begins, in order
 */
record Axis(String label, Range range, int ticksAtMost, double finest, List<Mark> marks) {

    private static final double[] STEPS = {1, 2, 5, 10};

    static Axis of(String label, Range range) {
        return of(label, range, 6);
    }

    static Axis of(String label, Range range, int ticksAtMost) {
        return new Axis(label, range, ticksAtMost, 0, List.of());
    }

    /** Of what is counted. */
    static Axis whole(String label, Range range) {
        return new Axis(label, range, 6, 1, List.of());
    }

    Axis marked(List<Mark> places) {
        return new Axis(label, range, ticksAtMost, finest, List.copyOf(places));
    }

    List<Double> ticks() {
        double step = step();
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(range.low() / step - 1e-9); i * step <= range.high() + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    String text(double tick) {
        double step = step();
        if (Math.abs(range.high()) >= 10_000 || Math.abs(range.low()) >= 10_000) {
            return signed(tick, Figures.rounded(Math.abs(tick)).replaceFirst("\\.0+(?=\\D|$)", ""));
        }
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return signed(tick, Figures.fixed(Math.abs(tick), decimals));
    }

    private double step() {
        double least = range.length() / ticksAtMost;
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (double step : STEPS) {
            if (step * power >= least * (1 - 1e-9)) {
                return Math.max(finest, step * power);
            }
        }
        return Math.max(finest, 10 * power);
    }

    private static String signed(double tick, String magnitude) {
        return tick < 0 ? "−" + magnitude : magnitude;
    }
}
