package io.tacit.spark.driver;

/** Write {@code count} records drawn from a model to the Parquet directory {@code output}. */
public record SampleRequest(ModelUse model, long count, long seed, String output) {
    public SampleRequest {
        if (count < 1) {
            throw new IllegalArgumentException("count of samples: expected 1 or more, got " + count);
        }
    }
}
