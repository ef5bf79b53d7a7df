package io.tacit.spark.checkpoint;

/**
 * Where training stands. All randomness is keyed by seed, round and record, so this is all that the data need to go on.
 *
 * @param round rounds finished
 * @param step local optimizer steps that each worker has made
 * @param seed of the run
 * @param examples that all workers together have used
 * @param seconds that training has taken, over all its resumptions
 */
public record Cursor(int round, long step, long seed, long examples, double seconds) {
    public Cursor {
        if (round < 0 || step < 0 || examples < 0 || !(seconds >= 0)) {
            throw new IllegalArgumentException("round, step, examples and seconds: expected 0 or more, got " + round
                    + ", " + step + ", " + examples + ", " + seconds);
        }
    }
}
