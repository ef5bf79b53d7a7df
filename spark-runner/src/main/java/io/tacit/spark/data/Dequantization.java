package io.tacit.spark.data;

import io.tacit.core.random.RandomKey;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Uniform noise that fills the gaps between the values of columns that have multiples of a step: x becomes x + s u with u
 * uniform on [0, 1), a function of the run's seed, the record's id and the column. The density p of x + s u bounds the
 * probability P of x itself: {@code E_u[log p(x + s u)] + log s ≤ log P(x)}. From: Theis, van den Oord, Bethge, "A note on
 * the evaluation of generative models", ICLR 2016, §3.1.
 *
 * @param steps s by feature, 0 where there is nothing to fill
 */
record Dequantization(double[] steps, RandomKey key) implements Serializable {
    /** What decimal fractions are rounded by when they are divided by one another. */
    private static final double ROUNDING = 1e-6;

    static Dequantization of(List<String> features, Map<String, Double> steps, RandomKey seed) {
        return new Dequantization(
                features.stream()
                        .mapToDouble(feature -> steps.getOrDefault(feature, 0.0))
                        .toArray(),
                seed.with("dequantize"));
    }

    boolean isNone() {
        return Arrays.stream(steps).allMatch(step -> step == 0);
    }

    RecordBlock fill(RecordBlock records) {
        double[] filled = records.rows().clone();
        for (int i = 0; i < records.ids().length; i++) {
            RandomKey noise = key.with(records.ids()[i]);
            for (int column = 0; column < steps.length; column++) {
                filled[i * steps.length + column] += steps[column] * noise.uniform(column);
            }
        }
        return new RecordBlock(records.features(), records.ids(), filled, records.times(), records.flaws());
    }

    /** Values that are no multiples of the step of their column, by feature. */
    long[] misfits(RecordBlock records) {
        long[] misfits = new long[steps.length];
        for (int i = 0; i < records.rows().length; i++) {
            double step = steps[i % steps.length];
            if (step > 0 && !isMultiple(records.rows()[i], step)) {
                misfits[i % steps.length]++;
            }
        }
        return misfits;
    }

    /** Up to rounding. */
    static boolean isMultiple(double x, double step) {
        double steps = x / step;
        return Math.abs(steps - Math.rint(steps)) <= ROUNDING * Math.max(1, Math.abs(steps) * ROUNDING);
    }
}
