package io.tacit.spark.driver;

/** The commands that need a Spark session. Each starts one, or uses the one there is, and leaves it as it found it. */
public interface Operations {
    Summary train(TrainRequest request);

    Summary evaluate(ModelUse model, Watcher watcher);

    Summary score(ScoreRequest request);

    Summary sample(SampleRequest request);
}
