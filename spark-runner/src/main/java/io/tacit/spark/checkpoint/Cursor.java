package io.tacit.spark.checkpoint;

/**
 * Where training stands. All randomness is keyed by seed, round and record, so this is all that the data need to go on.
 *
 * @param round rounds finished
 * @param step local optimizer steps that each worker has made
 * @param phase of the training that the last round was part of
 * @param seed of the run
 * @param examples that all workers together have used
 * @param seconds that training has taken, over all its resumptions
 */
public record Cursor(int round, long step, Phase phase, long seed, long examples, double seconds) {

    public Cursor {
        if (round < 0 || step < 0 || examples < 0 || !(seconds >= 0)) {
            throw new IllegalArgumentException("round, step, examples and seconds: expected 0 or more, got " + round
                    + ", " + step + ", " + examples + ", " + seconds);
        }
    }

    /**
     * A phase and how it began.
     *
     * @param index from 0
     * @param firstRound of the phase
     * @param firstStep local steps that each worker had made before it
     * @param seconds that training had taken before it
     */
    public record Phase(int index, int firstRound, long firstStep, double seconds) {
        /** The only one. */
        public static final Phase ONLY = new Phase(0, 1, 0, 0);
    }

    /** In a training that has one phase. */
    public static Cursor of(int round, long step, long seed, long examples, double seconds) {
        return new Cursor(round, step, Phase.ONLY, seed, examples, seconds);
    }
}
