package io.tacit.core.program;

import java.util.List;

/** Whether a value is one for the whole batch or one per example. */
public enum Kind {
    /** One value for the whole batch, computed once per evaluation: parameters, a common time, sums over examples. */
    SHARED,
    /** One value per example: state, noise, labels. */
    BATCHED;

    /** The kind of a value computed from {@code kinds}: BATCHED as soon as one of them is. */
    static Kind of(List<Expr> inputs) {
        return inputs.stream().anyMatch(e -> e.kind() == BATCHED) ? BATCHED : SHARED;
    }
}
