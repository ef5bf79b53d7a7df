package io.tacit.spark.transport.rdd;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.worker.WorkPlan;

/**
 * What one worker sends in a round.
 *
 * @param numbers P, times one and the number of optimizer moments that are sent along
 * @param bytesEach of a number
 */
public record Payload(long numbers, int bytesEach) {
    /** Frames, counters, advice, and what Spark puts around a result. */
    private static final long OVERHEAD = 4096;
    /** A sum in twice double precision. */
    private static final int BYTES_OF_A_SUM = 2 * Double.BYTES;

    static Payload of(WorkPlan plan, int parameters, Precision precision) {
        int moments = plan.averaging().averagesOptimizers() ? moments(plan) : 0;
        return new Payload((long) parameters * (1 + moments), precision.bytes());
    }

    /** What it remembers, which a checkpoint brings to the driver. */
    static Payload ofMemory(WorkPlan plan, int parameters, Precision precision) {
        int moments = plan.averaging().remembersOptimizers() ? moments(plan) : 0;
        int residuals = plan.averaging().remembersResiduals() ? 1 : 0;
        return new Payload((long) parameters * (moments + residuals), precision.bytes());
    }

    private static int moments(WorkPlan plan) {
        FlatVector any = FlatVector.zeros(Precision.FLOAT32, 1);
        return plan.phases().stream()
                .mapToInt(phase ->
                        phase.optimizer().optimizer(1).init(any).moments().size())
                .max()
                .orElse(0);
    }

    /** As a worker sends it. */
    long bytes() {
        return OVERHEAD + numbers * bytesEach;
    }

    /** As a sum over workers. */
    long bytesOfSum() {
        return OVERHEAD + numbers * BYTES_OF_A_SUM;
    }
}
