package io.tacit.spark.config;

/**
 * How many of the records that are not for training a figure is of. Which ones, their ids decide; where there are no more, all are.
 *
 * @param validation about so many in each look during a training
 * @param test about so many of those held out, at the end of a training and in an evaluation
 */
public record EvaluatedRecords(long validation, @Operational long test) {
    /** Every one. */
    public static final EvaluatedRecords ALL = new EvaluatedRecords(Long.MAX_VALUE, Long.MAX_VALUE);

    public EvaluatedRecords {
        RoundKeys.VALIDATION_RECORDS.require(validation);
        RoundKeys.TEST_RECORDS.require(test);
    }

    static EvaluatedRecords read(Settings settings) {
        return new EvaluatedRecords(settings.get(RoundKeys.VALIDATION_RECORDS), settings.get(RoundKeys.TEST_RECORDS));
    }
}
