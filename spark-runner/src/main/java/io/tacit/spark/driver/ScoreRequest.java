package io.tacit.spark.driver;

/**
 * Write the rows of {@code data} with one more column to a Parquet directory.
 *
 * @param column its name
 */
public record ScoreRequest(ModelUse model, String data, Destination output, String column, Watcher watcher) {}
