package io.tacit.spark.metrics.report;

import io.tacit.core.text.Counted;
import io.tacit.spark.metrics.Figures;

/** What a calibration means, in words. */
record Verdict(Calibration calibration) {
    /** A gap that chance makes in fewer than one run of a hundred is none of chance's. */
    private static final double UNLIKELY = 0.01;

    private static final double SLIGHT = 0.03;
    private static final double CLEAR = 0.1;
    private static final double CENTRED = 0.01;
    /** Records below which "as far as can be told" is not far. */
    private static final int FEW = 200;

    String inWords() {
        return heading() + " " + gap() + direction();
    }

    private boolean byChance() {
        return calibration.chance() >= UNLIKELY;
    }

    private String heading() {
        String records = Counted.of(calibration.heldOut(), "record");
        if (byChance()) {
            return calibration.heldOut() < FEW
                    ? "Nothing speaks against the model, but " + records + " are too few to tell much."
                    : "Calibrated, as far as " + records + " can tell.";
        }
        return calibration.distance() < SLIGHT
                ? "Nearly calibrated: slightly off, though measurably."
                : calibration.distance() < CLEAR ? "Not quite calibrated." : "Not calibrated.";
    }

    private String gap() {
        return "The largest gap between the two distribution functions is " + Figures.fixed(calibration.distance(), 3)
                + (byChance()
                        ? "; chance alone makes one as large in " + Figures.percent(calibration.chance()) + " of cases."
                        : "; chance alone makes one as large in fewer than 1 % of cases.");
    }

    private String direction() {
        double off = calibration.meanRank() - 0.5;
        if (byChance()) {
            return "";
        }
        if (Math.abs(off) < CENTRED) {
            return " Records get too many of both the highest and the lowest log-densities, or too few of both.";
        }
        return off < 0
                ? " Held-out records are less likely under the model than its own samples are: it is surer than it may be, by"
                        + " overfitting or by missing a part of the data. More data, fewer rounds or more patience with a"
                        + " validation set help against the first, a larger model or more rounds against the second."
                : " Held-out records are more likely under the model than its own samples are: it spreads its density too"
                        + " widely. More rounds or a larger model help.";
    }
}
