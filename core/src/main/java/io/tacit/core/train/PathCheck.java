package io.tacit.core.train;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** What is asked of a {@link ProbabilityPath} before a field is trained along it. */
final class PathCheck {

    private static final double TOLERANCE = 1e-6;

    /** Places that no path of few pieces has a corner at. */
    private static final double[] PLACES = {0.0713, 0.2937, 0.5171, 0.7389, 0.9241};

    private static final double STEP = 1e-5;

    /** The largest error of central differences of paths that bend ten times as much as a quarter of a circle. */
    private static final double RATE_TOLERANCE = 1e-4;

    private PathCheck() {}

    static void sigma(double sigma) {
        if (!(sigma >= 0) || !Double.isFinite(sigma)) {
            throw new IllegalArgumentException("sigma of a path: expected 0 or more, got " + sigma);
        }
    }

    /** Refuses a path that does not lead from data to noise, or whose rates are not those of its shares. */
    static void check(ProbabilityPath path) {
        sigma(path.sigma());
        double[] ends = {path.data(0), path.noise(0), path.data(1), path.noise(1)};
        if (!(near(ends[0], 1) && near(ends[1], 0) && near(ends[2], 0) && near(ends[3], 1))) {
            boolean reversed = near(ends[0], 0) && near(ends[1], 1) && near(ends[2], 1) && near(ends[3], 0);
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "path: expected shares of data and noise that go from 1 and 0 at time 0 to 0 and 1 at the end, because a flow"
                            + " carries data to noise; got %s and %s at time 0, %s and %s at the end%s",
                    ends[0],
                    ends[1],
                    ends[2],
                    ends[3],
                    reversed ? ": this path begins with noise, so give it 1 - s in place of s" : ""));
        }
        rate("data", path::data, path::dataRate);
        rate("noise", path::noise, path::noiseRate);
    }

    private static boolean near(double value, double wanted) {
        return Math.abs(value - wanted) <= TOLERANCE;
    }

    private static void rate(String share, DoubleUnaryOperator value, DoubleUnaryOperator rate) {
        for (double s : PLACES) {
            double expected = (value.applyAsDouble(s + STEP) - value.applyAsDouble(s - STEP)) / (2 * STEP);
            double got = rate.applyAsDouble(s);
            if (!(Math.abs(got - expected) <= RATE_TOLERANCE * (1 + Math.abs(expected)))) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "path: expected the rate of the share of %s to be its derivative, %.6g at s = %s, got %.6g",
                        share,
                        expected,
                        s,
                        got));
            }
        }
    }
}
