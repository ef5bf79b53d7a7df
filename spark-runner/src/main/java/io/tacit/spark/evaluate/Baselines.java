package io.tacit.spark.evaluate;

import io.tacit.core.baseline.Gaussian;
import io.tacit.core.baseline.Moments;
import io.tacit.core.data.Split;
import io.tacit.spark.data.DataException;
import io.tacit.spark.data.LogDensity;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.evaluate.GaussianMixtureDensity.Component;
import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.worker.WorkerShard;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.GaussianMixtureModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/** Simpler densities, fitted to the training records and judged on the test records. */
public final class Baselines {
    private static final String FEATURES = "features";

    private Baselines() {}

    /**
     * The Gaussian with mean and covariance of the training records.
     *
     * @throws DataException where there is none, with the reason
     */
    public static Baseline gaussian(PreparedData data) {
        LogDensity.Source density =
                fitGaussian(data.shards(Split.Part.TRAIN), data.columns().dimension());
        return judged("Gaussian", density, data);
    }

    /** Spark ML's mixture of {@code settings.components()} Gaussians with full covariances. */
    public static Baseline mixture(SparkSession spark, PreparedData data, MixtureSettings settings) {
        return judged("GaussianMixture(" + settings.components() + ")", fitMixture(spark, data, settings), data);
    }

    private static Baseline judged(String name, LogDensity.Source density, PreparedData data) {
        return new Baseline(
                name,
                HeldOut.of(HeldOut.sums(data.shards(Split.Part.TEST), density, data.standardization())
                        .collect()));
    }

    private static LogDensity.Source fitGaussian(JavaRDD<WorkerShard> training, int d) {
        Moments total = new Moments(d);
        training.map(Baselines::travelling)
                .collect()
                .forEach(part -> total.merge(Moments.of(
                        (long) part[0],
                        Arrays.copyOfRange(part, 1, 1 + d),
                        Arrays.copyOfRange(part, 1 + d, part.length))));
        return new GaussianMixtureDensity(List.of(component(1, Gaussian.fit(total))));
    }

    /** Count, mean and scatter of a shard, one after the other. */
    private static double[] travelling(WorkerShard shard) {
        Moments moments = new Moments(shard.features());
        for (int at = 0; at < shard.rows().length; at += shard.features()) {
            moments.add(shard.rows(), at);
        }
        return Stream.of(new double[] {moments.count()}, moments.mean(), moments.scatter())
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static Component component(double weight, Gaussian.Fit fit) {
        if (fit instanceof Gaussian.Fitted fitted) {
            return new Component(Math.log(weight), fitted.density());
        }
        throw new DataException(
                fit instanceof Gaussian.Singular singular ? singular.advice() : ((Gaussian.TooFew) fit).advice());
    }

    private static LogDensity.Source fitMixture(SparkSession spark, PreparedData data, MixtureSettings settings) {
        Dataset<Row> vectors = vectors(spark, data.shards(Split.Part.TRAIN)).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            GaussianMixtureModel model = new GaussianMixture()
                    .setFeaturesCol(FEATURES)
                    .setK(settings.components())
                    .setMaxIter(settings.iterations())
                    .setSeed(settings.seed())
                    .fit(vectors);
            return new GaussianMixtureDensity(IntStream.range(0, settings.components())
                    .filter(i -> model.weights()[i] > 0)
                    .mapToObj(i -> component(
                            model.weights()[i],
                            Gaussian.of(
                                    model.gaussians()[i].mean().toArray(),
                                    model.gaussians()[i].cov().toArray())))
                    .toList());
        } finally {
            vectors.unpersist();
        }
    }

    private static Dataset<Row> vectors(SparkSession spark, JavaRDD<WorkerShard> shards) {
        StructField features = DataTypes.createStructField(FEATURES, SQLDataTypes.VectorType(), false);
        return spark.createDataFrame(
                shards.flatMap(shard -> {
                    Lapack.ready();
                    return IntStream.range(0, shard.examples())
                            .mapToObj(i -> RowFactory.create(Vectors.dense(row(shard, i))))
                            .iterator();
                }),
                new StructType(new StructField[] {features}));
    }

    private static double[] row(WorkerShard shard, int i) {
        return IntStream.range(0, shard.features())
                .mapToDouble(column -> shard.rows()[i * shard.features() + column])
                .toArray();
    }
}
