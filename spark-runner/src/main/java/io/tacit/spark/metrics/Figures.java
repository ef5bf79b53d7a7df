package io.tacit.spark.metrics;

import io.tacit.core.text.Counted;
import java.util.Locale;

/** Numbers as people read them: few digits, units, the same in every locale. */
public final class Figures {

    private static final String[] SUFFIXES = {"", "k", "M", "G", "T"};

    private Figures() {}

    /** Three decimals, the resolution at which nats differ meaningfully. */
    public static String nats(double value) {
        return fixed(value, 3);
    }

    /** Mean and half the width of its 95 % interval, the latter left out where it is unknown. */
    public static String nats(Estimate estimate) {
        String mean = nats(estimate.mean());
        return Double.isFinite(estimate.halfWidth95()) ? mean + " ± " + nats(estimate.halfWidth95()) : mean;
    }

    public static String fixed(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + decimals + "f", value) : notFinite(value);
    }

    /** Three significant digits with k, M, G, T: 41.2k. */
    public static String rounded(double value) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        double scaled = value;
        int suffix = 0;
        while (Math.abs(scaled) >= 999.5 && suffix < SUFFIXES.length - 1) {
            scaled /= 1000;
            suffix++;
        }
        int decimals = Math.abs(scaled) >= 99.95 ? 0 : Math.abs(scaled) >= 9.995 ? 1 : 2;
        return (suffix == 0 && scaled == Math.rint(scaled) ? fixed(scaled, 0) : fixed(scaled, decimals))
                + SUFFIXES[suffix];
    }

    /** All digits, in groups of three. */
    public static String count(long value) {
        return Counted.number(value);
    }

    public static String percent(double share) {
        return fixed(100 * share, 0) + " %";
    }

    /** 0.4 s, 12 s, 1:24, 1:02:03. */
    public static String duration(double seconds) {
        if (!Double.isFinite(seconds) || seconds < 0) {
            return "?";
        }
        if (seconds < 9.95) {
            return fixed(seconds, 1) + " s";
        }
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    private static String notFinite(double value) {
        return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "−infinite";
    }
}
