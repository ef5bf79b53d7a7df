package io.tacit.core.solve;

import java.io.Serializable;

/**
 * What a solve cost.
 *
 * @param evaluations of the field (NFE)
 * @param accepted steps that were accepted
 * @param rejected steps tried again with a smaller size
 */
public record Work(long evaluations, long accepted, long rejected) implements Serializable {

    public static final Work NONE = new Work(0, 0, 0);

    public long steps() {
        return accepted + rejected;
    }

    public Work plus(Work other) {
        return new Work(evaluations + other.evaluations, accepted + other.accepted, rejected + other.rejected);
    }

    /** That of several examples, each of which this is the work of. */
    public Work times(int examples) {
        return new Work(evaluations * examples, accepted * examples, rejected * examples);
    }
}
