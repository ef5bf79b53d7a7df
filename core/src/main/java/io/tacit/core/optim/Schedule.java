package io.tacit.core.optim;

import java.io.Serializable;

/** The learning rate of each update. Definitions and endpoints as in {@code torch.optim.lr_scheduler}. */
public sealed interface Schedule extends Serializable {
    /** The rate of the update after {@code step} updates: 0 for the first. */
    double at(long step);

    /** Always the same. */
    record Constant(double rate) implements Schedule {
        public Constant {
            Require.notNegative("learning rate", rate);
        }

        @Override
        public double at(long step) {
            return rate;
        }
    }

    /**
     * Rises linearly to {@code peak} in {@code warmUp} updates, then falls along half a cosine to {@code floor} at update
     * {@code total}, and stays there. Loshchilov and Hutter: "SGDR", ICLR 2017, equation 5, without restarts.
     */
    record Cosine(double peak, double floor, long warmUp, long total) implements Schedule {
        public Cosine {
            Require.positive("peak of the learning rate", peak);
            Require.check("floor of the learning rate", "0 to the peak " + peak, floor, x -> x >= 0 && x <= peak);
            Require.notNegative("updates of warm-up", warmUp);
            Require.check("updates in total", "more than the " + warmUp + " of warm-up", total, x -> x > warmUp);
        }

        @Override
        public double at(long step) {
            return step < warmUp
                    ? peak * (step + 1) / warmUp
                    : cosine(peak, floor, (double) (step - warmUp) / (total - warmUp));
        }
    }

    /** {@code initial} · {@code factor}^step. */
    record Exponential(double initial, double factor) implements Schedule {
        public Exponential {
            Require.positive("initial learning rate", initial);
            Require.check("factor", "more than 0 and less than 1", factor, x -> x > 0 && x < 1);
        }

        @Override
        public double at(long step) {
            return initial * StrictMath.pow(factor, step);
        }
    }

    /** Multiplied by {@code factor} after every {@code every} updates. */
    record Step(double initial, double factor, long every) implements Schedule {
        public Step {
            Require.positive("initial learning rate", initial);
            Require.check("factor", "more than 0 and less than 1", factor, x -> x > 0 && x < 1);
            Require.positive("updates between two changes", every);
        }

        @Override
        public double at(long step) {
            return initial * StrictMath.pow(factor, step / every);
        }
    }

    /**
     * From peak / 25 up to {@code peak} in the first {@code rise} (a share) of {@code total} updates, then down to
     * peak / 250,000 at the last, both along half a cosine. Smith and Topin: "Super-convergence", 2017.
     */
    record OneCycle(double peak, double rise, long total) implements Schedule {
        private static final double START_DIVISOR = 25;
        private static final double END_DIVISOR = 1e4;

        public OneCycle {
            Require.positive("peak of the learning rate", peak);
            Require.check("share of rising updates", "more than 0 and less than 1", rise, x -> x > 0 && x < 1);
            Require.check("updates in total", "more than 1 / share of rising updates", total, x -> x * rise > 1);
        }

        @Override
        public double at(long step) {
            double start = peak / START_DIVISOR;
            double top = rise * total - 1;
            return step <= top
                    ? cosine(start, peak, step / top)
                    : cosine(peak, start / END_DIVISOR, (step - top) / (total - 1 - top));
        }
    }

    /** A schedule of which {@code passed} updates lie in the past, for an optimizer state that begins anew in mid-training. */
    record Resumed(Schedule inner, long passed) implements Schedule {
        public Resumed {
            Require.notNegative("updates passed", passed);
        }

        @Override
        public double at(long step) {
            return inner.at(passed + step);
        }
    }

    /** A schedule that begins when {@code before} updates were made, for an optimizer state that has seen them. */
    record Later(Schedule inner, long before) implements Schedule {
        public Later {
            Require.notNegative("updates before", before);
        }

        @Override
        public double at(long step) {
            return inner.at(Math.max(0, step - before));
        }
    }

    /** From {@code start} to {@code end} along half a cosine as {@code progress} goes from 0 to 1; held there beyond. */
    private static double cosine(double start, double end, double progress) {
        // StrictMath: the same bits on every processor.
        return end + (start - end) / 2 * (1 + StrictMath.cos(Math.PI * Math.min(1, progress)));
    }
}
