package io.tacit.spark.driver;

import io.tacit.spark.metrics.Progress;

/** The commands that need a Spark session. Each starts one, or uses the one there is, and leaves it as it found it. */
public interface Operations {
    Summary train(TrainRequest request);

    Summary evaluate(ModelUse model, Progress progress);

    Summary score(ScoreRequest request);

    Summary sample(SampleRequest request);
}
