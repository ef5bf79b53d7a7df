package io.tacit.core.train;

/** What is said of examples that do not count although every solve succeeded. */
final class Failure {

    static final String NOT_FINITE =
            "the loss of a record is not finite although its solves ended: its values are far outside the data or the model grows "
                    + "without bound; standardise the columns, bound vector fields (activation tanh) or lower the learning rate";

    static final String GRADIENT =
            "the gradient of a record, or of one that shares its steps, is not finite although its loss is: values or "
                    + "parameters are very large; standardise the columns, lower the learning rate or add a penalty";

    /** Said of records before anything is computed. */
    static final String RECORD =
            "a record holds NaN or infinity and was left out: drop or quarantine such records where the data is read";

    private Failure() {}
}
