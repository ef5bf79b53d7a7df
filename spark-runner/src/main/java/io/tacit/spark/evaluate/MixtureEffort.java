package io.tacit.spark.evaluate;

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
     * @param evaluations of the vector field over all records and rounds of the training
     * @param parameters of the model
     */
    public int passes(MixtureSettings settings, double evaluations, long parameters) {
        double training = evaluations * parameters * EVALUATION;
        double pass = PASS + records * settings.components() * (COMPONENT + ENTRY * dimension * dimension);
        return (int) Math.max(LEAST, Math.min(MOST, SHARE * training / pass));
    }
}
