package io.tacit.spark.data;

/**
 * What one column looks like.
 *
 * @param deviation square root of the mean squared distance from the mean (divided by n, not n - 1)
 */
public record ColumnStatistics(String column, long count, double mean, double deviation, double min, double max) {
    public boolean isConstant() {
        return min == max || deviation == 0;
    }
}
