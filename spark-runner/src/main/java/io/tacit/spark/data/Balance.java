package io.tacit.spark.data;

/**
 * How even the work is.
 *
 * @param before what the busiest worker had to do, as a multiple of the mean
 * @param after what it has to do where records were placed by cost
 */
public record Balance(double before, double after) {}
