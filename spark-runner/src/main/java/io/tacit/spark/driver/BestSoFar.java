package io.tacit.spark.driver;

import io.tacit.core.tensor.FlatVector;
import java.util.Optional;

/**
 * What the validation records have said so far.
 *
 * @param best lowest negative log-likelihood and the θ that had it
 * @param last of the latest evaluation
 * @param evaluationsSince evaluations after the best one
 */
record BestSoFar(Optional<Best> best, Optional<Seen> last, int evaluationsSince) {
    static final BestSoFar NOTHING_YET = new BestSoFar(Optional.empty(), Optional.empty(), 0);

    record Best(int round, double nll, FlatVector theta) {}

    /** An evaluation after a round. */
    record Seen(int round, double nll) {}

    /** An evaluation that is only told: at the end of a run, which may go on later as if it had not been. */
    BestSoFar seeing(int round, double nll) {
        return new BestSoFar(best, Optional.of(new Seen(round, nll)), evaluationsSince);
    }

    /** In a new phase: what was best stays best, and patience begins anew. */
    BestSoFar afresh() {
        return new BestSoFar(best, last, 0);
    }

    /** A loss that is not a number is never better. */
    BestSoFar after(int round, double nll, FlatVector theta) {
        Optional<Seen> seen = Optional.of(new Seen(round, nll));
        boolean better = best.map(b -> nll < b.nll()).orElse(!Double.isNaN(nll));
        return better
                ? new BestSoFar(Optional.of(new Best(round, nll, theta)), seen, 0)
                : new BestSoFar(best, seen, evaluationsSince + 1);
    }
}
