package io.tacit.core.train;

import io.tacit.core.data.Examples;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;

/** What is minimised: the mean over examples of a loss that depends on θ. Thread-safe. */
public interface Objective {

    /** The places of the parameters in θ. */
    ParamLayout layout();

    /**
     * Losses of some examples and the sum of their gradients.
     *
     * @param key source of randomness; what belongs to a record is drawn by its id within the key
     * @param gradient Σ ∂loss/∂θ over the successful examples is added
     */
    Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient);

    /** Losses of some examples, without regularisers, as exactly as the objective can. */
    Sums evaluate(Examples examples, FlatVector theta, RandomKey key);

    /**
     * What each example costs in training: evaluations of the field that its solve takes with steps of its own. Nothing where nothing is solved.
     *
     * @param key as of {@link #differentiate}
     */
    default long[] costs(Examples examples, FlatVector theta, RandomKey key) {
        return new long[examples.count()];
    }
}
