package io.tacit.spark.worker;

import java.io.Serializable;

/**
 * The phase of a training that a round belongs to, and how it began.
 *
 * @param index of the phase, from 0
 * @param firstRound of the phase
 * @param firstStep local steps that each worker had made before it
 * @param seconds that training had taken before it
 * @param plannedSteps local steps of a worker in the whole phase, for schedules that end with it; as many as there can be where nobody knows
 */
public record PhaseStart(int index, int firstRound, long firstStep, double seconds, long plannedSteps)
        implements Serializable {
    /** Of a training that has only one, and no end. */
    public static final PhaseStart ENDLESS = new PhaseStart(0, 1, 0, 0, Long.MAX_VALUE);

    public PhaseStart {
        if (index < 0 || firstRound < 1 || firstStep < 0 || !(seconds >= 0) || plannedSteps < 0) {
            throw new IllegalArgumentException(
                    "phase: expected index, firstStep, seconds and plannedSteps >= 0 and firstRound >= 1, got " + index
                            + ", " + firstStep + ", " + seconds + ", " + plannedSteps + ", " + firstRound);
        }
    }

    /** The same with another length. */
    public PhaseStart planned(long steps) {
        return new PhaseStart(index, firstRound, firstStep, seconds, steps);
    }

    /** The number of a round of the training among those of the phase, from 1. */
    public int roundInPhase(int round) {
        return round - firstRound + 1;
    }
}
