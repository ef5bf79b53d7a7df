package io.tacit.spark.driver;

import io.tacit.spark.device.GpuDemand;

/** The commands on Spark, as the command line finds them. */
public final class SparkOperations implements Operations {

    @Override
    public Summary train(TrainRequest request) {
        try (Sessions spark = Sessions.open(request.config().config().spark())) {
            return new TrainOperation(spark.session(), request).run();
        }
    }

    @Override
    public Summary evaluate(ModelUse model, Watcher watcher) {
        try (Sessions spark = Sessions.open(model.spark())) {
            return new EvaluateOperation(
                            spark.session(),
                            LoadedModel.of(spark.session(), model, GpuDemand.Stages.OWN),
                            model.reading(),
                            watcher)
                    .run();
        }
    }

    @Override
    public Summary score(ScoreRequest request) {
        try (Sessions spark = Sessions.open(request.model().spark())) {
            return new TableOperations(spark.session(), request.watcher()).score(request);
        }
    }

    @Override
    public Summary sample(SampleRequest request) {
        try (Sessions spark = Sessions.open(request.model().spark())) {
            return new TableOperations(spark.session(), request.watcher()).sample(request);
        }
    }
}
