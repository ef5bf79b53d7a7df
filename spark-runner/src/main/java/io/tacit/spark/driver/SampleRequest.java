package io.tacit.spark.driver;

/** Write {@code count} records drawn from a model to a Parquet directory. */
public record SampleRequest(ModelUse model, long count, long seed, Destination output, Watcher watcher) {
    public SampleRequest {
        if (count < 1) {
            throw new IllegalArgumentException("count of samples: expected 1 or more, got " + count);
        }
    }
}
