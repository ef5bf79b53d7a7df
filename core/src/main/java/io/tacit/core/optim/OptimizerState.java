package io.tacit.core.optim;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an optimizer remembers: the number of updates done and named vectors as long as θ, in a fixed order.
 *
 * @param moments for example {@code m} and {@code v} of Adam
 */
public record OptimizerState(long step, Map<String, FlatVector> moments) implements Serializable {
    public OptimizerState {
        if (step < 0) {
            throw new IllegalArgumentException("number of updates done: expected 0 or more, got " + step);
        }
        moments = Collections.unmodifiableMap(new LinkedHashMap<>(moments));
    }

    /** No updates done, every named vector zero and shaped like {@code theta}. */
    static OptimizerState zeros(FlatVector theta, String... names) {
        Map<String, FlatVector> moments = new LinkedHashMap<>();
        for (String name : names) {
            moments.put(name, FlatVector.zeros(theta.precision(), theta.length()));
        }
        return new OptimizerState(0, moments);
    }

    /**
     * The named vector.
     *
     * @throws IllegalArgumentException where there is none, with the names there are
     */
    public FlatVector moment(String name) {
        FlatVector moment = moments.get(name);
        if (moment == null) {
            throw new IllegalArgumentException("no moment '" + name + "' in the optimizer state; there are "
                    + moments.keySet() + " (is it the state of another optimizer?)");
        }
        return moment;
    }

    /** Refuses a gradient or a state that does not belong to {@code theta} or to an optimizer with these moments. */
    void require(FlatVector theta, FlatVector gradient, String... names) {
        sameShape("gradient", gradient, theta);
        if (!List.copyOf(moments.keySet()).equals(List.of(names))) {
            throw new IllegalArgumentException("optimizer state: expected the moments " + List.of(names) + ", got "
                    + moments.keySet() + "; begin with init(theta) when the optimizer changes");
        }
        moments.forEach((name, moment) -> sameShape("moment '" + name + "'", moment, theta));
    }

    private static void sameShape(String what, FlatVector got, FlatVector theta) {
        if (got.length() != theta.length() || got.precision() != theta.precision()) {
            throw new IllegalArgumentException(what + ": expected " + theta + " like theta, got " + got);
        }
    }

    /** The state in another precision, for a θ converted likewise. */
    public OptimizerState to(Precision precision) {
        Map<String, FlatVector> converted = new LinkedHashMap<>();
        moments.forEach((name, moment) -> converted.put(name, moment.to(precision)));
        return new OptimizerState(step, converted);
    }
}
