package io.tacit.spark.average;

/** A worker's result was not finite, and the configuration says that this ends training. */
public final class NonFiniteResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NonFiniteResultException(Rejection rejection, int round) {
        super("round " + round + ", " + rejection + "; training ends since training.averaging.nonFinite = fail."
                + " A smaller learning rate or a limit of the gradient's norm may help; with nonFinite = reject such"
                + " results are left out and counted");
    }
}
