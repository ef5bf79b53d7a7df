package io.tacit.core.layer;

/** What is said of examples that do not count although every solve succeeded. */
final class Failure {

    static final String NOT_FINITE =
            "the log-density of a record is not finite although its solve ended: its values are far outside the data or the "
                    + "field grows without bound; standardise the columns, bound the field (activation tanh) or lower the learning rate";

    static final String MATCHING =
            "the matching loss of a record is not finite: its values are far outside the data or the field grows without bound; "
                    + "standardise the columns, bound the field (activation tanh) or lower the learning rate";

    static final String GRADIENT =
            "the gradient of a record, or of one that shares its steps, is not finite although its loss is: values or "
                    + "parameters are very large; standardise the columns, lower the learning rate or add a penalty";

    private Failure() {}
}
