package io.tacit.spark.driver;

import java.util.List;

/** Why training ended. */
public record Ending(Kind kind, String message) {

    public enum Kind {
        COMPLETED("completed"),
        TARGET_REACHED("target reached"),
        STOPPED_EARLY("stopped early"),
        INTERRUPTED("interrupted"),
        DIVERGED("diverged");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** For people and for JSON. */
        public String text() {
            return text;
        }
    }

    /** Whether the run came to the end that it was meant to have. */
    public boolean isRegular() {
        return kind != Kind.INTERRUPTED && kind != Kind.DIVERGED;
    }

    private static final String ADVICE =
            ". Likely causes: a learning rate that is too high (training.optimizer.lr) without a limit of the"
                    + " gradient's norm (training.optimizer.clipNorm), a flow that is too long (model.t1), or columns on very different"
                    + " scales (data.scaling); the last good checkpoint is kept";

    /** Where numbers are finite but of no use. */
    static Ending lost(String what) {
        return new Ending(Kind.DIVERGED, what + ": training has diverged" + ADVICE);
    }

    static Ending diverged(int round, List<String> reasons) {
        return new Ending(
                Kind.DIVERGED,
                "round " + round + " gave nothing usable: "
                        + (reasons.isEmpty() ? "no worker made a step" : String.join("; ", reasons))
                        + ADVICE);
    }
}
