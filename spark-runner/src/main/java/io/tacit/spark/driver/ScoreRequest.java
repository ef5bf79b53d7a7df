package io.tacit.spark.driver;

/** Write the rows of {@code data} with one more column, {@code logDensity}, to the Parquet directory {@code output}. */
public record ScoreRequest(ModelUse model, String data, String output) {}
