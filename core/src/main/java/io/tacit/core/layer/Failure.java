package io.tacit.core.layer;

/** What is said of examples that do not count although every solve succeeded. */
final class Failure {

    static final String NOT_FINITE =
            "the log-density of a record is not finite although its solve ended: its values are far outside the data or the "
                    + "field grows without bound; standardise the columns, bound the field (activation tanh) or lower the learning rate";

    private Failure() {}
}
