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

    static Ending diverged(int round, List<String> reasons) {
        return new Ending(
                Kind.DIVERGED,
                "round " + round + " gave nothing usable: "
                        + (reasons.isEmpty() ? "no worker made a step" : String.join("; ", reasons))
                        + ". A smaller learning rate, a limit of the gradient's norm (training.optimizer.clipNorm) or"
                        + " tighter solver tolerances may help; the last good checkpoint is kept");
    }
}
