package io.tacit.spark.evaluate;

import io.tacit.core.text.Counted;

/**
 * How many passes over how many records a mixture's fit may have beside a training: about a quarter of the training's work. Both are estimated from
 * counts and not timed, so that the same training is compared with the same mixture on every machine and in every run.
 *
 * <p>A maximum of the likelihood of {@code n} records has, for {@code p} parameters, about {@code p/(2n)} nats more on records held out than the
 * best there is, 0.02 with thirty records for each. Passes are worth more: expectation-maximisation begins with components that are all alike, and
 * gains tenths of a nat for tens of passes. So few records come first, and more of them once a hundred passes can be had.
 *
 * @param records of training
 * @param dimension numbers in a record
 */
public record MixtureEffort(long records, int dimension) {
    private static final double SHARE = 1 / 4.0;
    private static final int LEAST = 10;
    private static final int MOST = 100;
    private static final long PER_PARAMETER = 30;
    /** Where dimensions are few, as components are of unequal weight. */
    private static final long PER_COMPONENT = 1000;

    /** Core-seconds of an evaluation of the vector field for a record, forwards or backwards, per parameter. */
    private static final double EVALUATION = 0.75e-10;
    /** Core-seconds of a pass for a record and a component in a process that is young: constant, and per entry of the covariance. */
    private static final double COMPONENT = 3e-7;

    private static final double ENTRY = 6e-9;
    /** Core-seconds of a pass whatever its records: Spark's jobs. */
    private static final double PASS = 0.1;

    /**
     * Proportional to the training's work, within bounds.
     *
     * @param evaluations of the vector field over all records and rounds of the training, those that carry a density along twice
     * @param parameters of the model
     */
    public Allowance beside(MixtureSettings settings, double evaluations, long parameters) {
        double work = SHARE * evaluations * parameters * EVALUATION;
        double each = settings.components() * (COMPONENT + ENTRY * dimension * dimension);
        long some = Math.min(records, Math.max(enough(settings), (long) ((work / MOST - PASS) / each)));
        double passes = work / (PASS + some * each);
        return passes < LEAST
                ? new Allowance(LEAST, some, Measure.LEAST)
                : new Allowance((int) Math.min(MOST, passes), some, Measure.SHARE);
    }

    private long enough(MixtureSettings settings) {
        long parameters = (dimension + 1L) * (dimension + 2L) / 2; // weight, mean, covariance
        return settings.components() * Math.max(PER_COMPONENT, PER_PARAMETER * parameters);
    }

    /** Where a number of passes comes from. */
    public enum Measure {
        /** Fewer would be no fit. */
        LEAST,
        SHARE
    }

    /** So many passes over so many records. */
    public record Allowance(int passes, long records, Measure measure) {

        /** "at most 21 passes over 32,000 records, about a quarter of the training's work". */
        public String inWords() {
            String counted = Counted.of(passes, "pass") + " over " + Counted.of(records, "record");
            return switch (measure) {
                case LEAST -> counted + ", the least there are, which may take longer than this short training";
                case SHARE -> "at most " + counted + ", about a quarter of the training's work";
            };
        }
    }
}
