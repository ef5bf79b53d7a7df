package io.tacit.spark.driver;

/**
 * Write the rows of {@code data} with one more column to the Parquet directory {@code output}.
 *
 * @param column its name
 */
public record ScoreRequest(ModelUse model, String data, String output, String column) {}
