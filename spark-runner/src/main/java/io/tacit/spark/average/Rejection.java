package io.tacit.spark.average;

/**
 * A contribution that was left out of the average.
 *
 * @param worker its rank, which is also the number of its partition
 * @param reason for example {@code parameter 17 is NaN}
 */
public record Rejection(int worker, String reason) {

    @Override
    public String toString() {
        return "worker " + worker + ": " + reason;
    }
}
