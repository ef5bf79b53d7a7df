package io.tacit.spark.driver;

import io.tacit.spark.device.GpuDemand;
import io.tacit.spark.metrics.Progress;

/** The commands on Spark, as the command line finds them. */
public final class SparkOperations implements Operations {

    @Override
    public Summary train(TrainRequest request) {
        try (Sessions spark = Sessions.open(request.config().config().spark())) {
            return new TrainOperation(spark.session(), request).run();
        }
    }

    @Override
    public Summary evaluate(ModelUse model, Progress progress) {
        try (Sessions spark = Sessions.open(model.spark())) {
            return new EvaluateOperation(
                            spark.session(), LoadedModel.of(spark.session(), model, GpuDemand.Stages.OWN), progress)
                    .run();
        }
    }

    @Override
    public Summary score(ScoreRequest request) {
        try (Sessions spark = Sessions.open(request.model().spark())) {
            return TableOperations.score(spark.session(), request);
        }
    }

    @Override
    public Summary sample(SampleRequest request) {
        try (Sessions spark = Sessions.open(request.model().spark())) {
            return TableOperations.sample(spark.session(), request);
        }
    }
}
