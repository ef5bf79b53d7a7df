package io.tacit.spark.evaluate;

import io.tacit.core.text.Counted;

/**
 * How many passes a mixture's fit may have beside a training: about a third of the training's work. Both are estimated from counts and not
 * timed, so that the same training is compared with the same mixture on every machine and in every run.
 *
 * @param records of training
 * @param dimension numbers in a record
 */
public record MixtureEffort(long records, int dimension) {
    private static final double SHARE = 1 / 3.0;
    private static final int LEAST = 10;
    private static final int MOST = 100;

    /** Core-seconds of an evaluation of the vector field for a record, forwards or backwards, per parameter. */
    private static final double EVALUATION = 2e-10;
    /** Core-seconds of a pass for a record and a component: constant, and per entry of the covariance. */
    private static final double COMPONENT = 1.2e-7;

    private static final double ENTRY = 2.5e-9;
    /** Core-seconds of a pass whatever its records: Spark's jobs. */
    private static final double PASS = 0.05;

    /**
     * Proportional to the training's work, within bounds.
     *
     * @param evaluations of the vector field over all records and rounds of the training
     * @param parameters of the model
     */
    public Allowance passes(MixtureSettings settings, double evaluations, long parameters) {
        double training = evaluations * parameters * EVALUATION;
        double pass = PASS + records * settings.components() * (COMPONENT + ENTRY * dimension * dimension);
        double share = SHARE * training / pass;
        return share < LEAST
                ? new Allowance(LEAST, Measure.LEAST)
                : new Allowance((int) Math.min(MOST, share), Measure.SHARE);
    }

    /** Where a number of passes comes from. */
    public enum Measure {
        /** Fewer would be no fit. */
        LEAST,
        SHARE
    }

    /** So many passes. */
    public record Allowance(int passes, Measure measure) {

        /** "at most 21 passes, about a third of the training's work". */
        public String inWords() {
            String counted = Counted.of(passes, "pass");
            return switch (measure) {
                case LEAST -> counted + ", the least there are, which may take longer than this short training";
                case SHARE -> "at most " + counted + ", about a third of the training's work";
            };
        }
    }
}
