package io.tacit.spark.metrics.picture;

import java.awt.image.IndexColorModel;

/**
 * Colours for a quantity from 0 to 1. Lightness is monotone, so that the order shows in grey and to every kind of colour
 * vision.
 */
public enum Palette {
    /** From white to dark blue, for a light page. */
    DAY(0xffffff, 0xcfe3ec, 0x86b8d1, 0x3f80b0, 0x1f4b82, 0x0e1d42),
    /** From near black over blue and green to pale yellow, for a dark page and for pictures that stand alone. */
    NIGHT(0x12161c, 0x26386b, 0x25708e, 0x2aa784, 0x8fd14f, 0xfdf3a0);

    private static final int SIZE = 256;

    private final int[] colors = new int[SIZE];

    Palette(int... stops) {
        for (int i = 0; i < SIZE; i++) {
            double place = i / (SIZE - 1.0) * (stops.length - 1);
            int stop = Math.min((int) place, stops.length - 2);
            colors[i] = mix(stops[stop], stops[stop + 1], place - stop);
        }
    }

    /** As 0xRRGGBB; what is outside [0, 1] takes the nearer end, NaN the low one. */
    public int color(double share) {
        return colors[index(share)];
    }

    static int index(double share) {
        return (int) Math.round(Math.min(1, Math.max(0, share)) * (SIZE - 1));
    }

    IndexColorModel model() {
        return new IndexColorModel(8, SIZE, colors, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    }

    private static int mix(int from, int to, double share) {
        int result = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = from >> shift & 0xff;
            int b = to >> shift & 0xff;
            result |= (int) Math.round(a + share * (b - a)) << shift;
        }
        return result;
    }
}
