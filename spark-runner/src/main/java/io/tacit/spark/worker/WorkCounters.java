package io.tacit.spark.worker;

import java.io.Serializable;

/**
 * What the work of one worker cost: a commutative monoid with {@link #ZERO}.
 *
 * @param nfeForward evaluations of the vector field in forward solves
 * @param nfeBackward evaluations in backward solves
 * @param accepted solver steps accepted
 * @param rejected solver steps rejected
 * @param nanos time of computing, in nanoseconds
 * @param rejectedRecords records left out since their loss or gradient was not finite
 */
public record WorkCounters(
        long nfeForward, long nfeBackward, long accepted, long rejected, long nanos, long rejectedRecords)
        implements Serializable {
    public static final WorkCounters ZERO = new WorkCounters(0, 0, 0, 0, 0, 0);

    public WorkCounters plus(WorkCounters other) {
        return new WorkCounters(
                nfeForward + other.nfeForward,
                nfeBackward + other.nfeBackward,
                accepted + other.accepted,
                rejected + other.rejected,
                nanos + other.nanos,
                rejectedRecords + other.rejectedRecords);
    }
}
