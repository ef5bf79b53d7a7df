package io.tacit.spark.evaluate;

import io.tacit.core.baseline.Gaussian;
import io.tacit.core.baseline.Moments;
import io.tacit.core.data.Examples;
import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.text.Counted;
import io.tacit.spark.data.DataException;
import io.tacit.spark.data.LogDensity;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.evaluate.GaussianMixtureDensity.Component;
import io.tacit.spark.metrics.RunResult.Baseline;
import io.tacit.spark.worker.WorkerRecords;
import io.tacit.spark.worker.WorkerShard;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
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

/** Simpler densities, fitted to the training records and judged on the test records. */
public final class Baselines {
    private static final String FEATURES = "features";
    /** Of each variance; a thousandth of a deviation, far from rounding in single precision and from most real widths. */
    private static final double RIDGE = 1e-6;

    private static final String RIDGE_TEXT = "1e-6";

    private Baselines() {}

    /**
     * The Gaussian with mean and covariance of the training records; with a ridge, which its name states, where the
     * covariance is singular.
     *
     * @param notes hears why there is a ridge
     * @throws DataException where there is no Gaussian even so, with the reason
     */
    public static Baseline gaussian(PreparedData data, Consumer<String> notes) {
        Moments total = moments(data.shards(Split.Part.TRAIN), data.columns().dimension());
        Gaussian.Fit fit = Gaussian.fit(total);
        if (fit instanceof Gaussian.Fitted fitted) {
            return judged("Gaussian", alone(fitted), data);
        }
        String why = why(fit, data.columns().features());
        if (Gaussian.ridged(total, RIDGE) instanceof Gaussian.Fitted wider) {
            notes.accept("the Gaussian to compare with has a ridge, " + RIDGE_TEXT
                    + " of each variance more, without which" + " there is none: " + why);
            return judged("Gaussian, ridge " + RIDGE_TEXT, alone(wider), data);
        }
        throw DataException.ofRecords("no Gaussian to compare with: " + why);
    }

    private static LogDensity.Source alone(Gaussian.Fitted fitted) {
        return new GaussianMixtureDensity(List.of(new Component(0, fitted.density())));
    }

    private static String why(Gaussian.Fit fit, List<String> columns) {
        return fit instanceof Gaussian.Singular singular
                ? "column '" + columns.get(singular.column()) + "' is constant or a linear function of the columns"
                        + " before it, within rounding"
                : Counted.of(((Gaussian.TooFew) fit).count(), "training record") + " cannot span "
                        + Counted.of(columns.size(), "column");
    }

    /** What a result calls such a mixture. */
    public static String name(MixtureSettings settings) {
        return "GaussianMixture(" + settings.components() + ")";
    }

    /** A density with its figure of the test records. */
    public static Baseline judged(String name, LogDensity.Source density, PreparedData data) {
        return new Baseline(
                name,
                HeldOut.of(HeldOut.sums(data.shards(Split.Part.TEST), density, data.standardization())
                                .collect())
                        .among(data.summary().count(Split.Part.TEST)));
    }

    private static Moments moments(JavaRDD<WorkerRecords> training, int d) {
        Moments total = new Moments(d);
        training.map(Baselines::travelling)
                .collect()
                .forEach(part -> total.merge(Moments.of(
                        (long) part[0],
                        Arrays.copyOfRange(part, 1, 1 + d),
                        Arrays.copyOfRange(part, 1 + d, part.length))));
        return total;
    }

    /** Count, mean and scatter of a shard, one after the other. */
    private static double[] travelling(WorkerRecords records) {
        int d = records.schema().field(Examples.ROW).size();
        Moments moments = new Moments(d);
        records.pieces().forEachRemaining(piece -> {
            float[] rows = piece.all().rows();
            for (int at = 0; at < rows.length; at += d) {
                moments.add(rows, at);
            }
        });
        return Stream.of(new double[] {moments.count()}, moments.mean(), moments.scatter())
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    /** One that has collapsed in some direction is as wide there as the ridge. */
    private static Component component(GaussianMixtureModel model, int i) {
        double[] mean = model.gaussians()[i].mean().toArray();
        double[] covariance = model.gaussians()[i].cov().toArray();
        if (Gaussian.of(mean, covariance) instanceof Gaussian.Fitted fitted) {
            return new Component(StrictMath.log(model.weights()[i]), fitted.density());
        }
        if (Gaussian.ridged(mean, covariance, RIDGE) instanceof Gaussian.Fitted wider) {
            return new Component(StrictMath.log(model.weights()[i]), wider.density());
        }
        throw DataException.ofRecords(
                "a component of the mixture has collapsed: its records are all alike in some column; fewer components"
                        + " (--mixture) may do");
    }

    /**
     * Spark ML's mixture of {@code settings.components()} Gaussians with full covariances. It keeps the vectors itself, as objects; of a table
     * that is kept already it would read them anew in every pass, for half as long again.
     */
    public static LogDensity.Source fitMixture(SparkSession spark, PreparedData data, MixtureSettings settings) {
        GaussianMixtureModel model = new GaussianMixture()
                .setFeaturesCol(FEATURES)
                .setK(settings.components())
                .setMaxIter(settings.iterations())
                .setSeed(settings.seed())
                .fit(vectors(spark, sampled(data, settings)));
        return new GaussianMixtureDensity(IntStream.range(0, settings.components())
                .filter(i -> model.weights()[i] > 0)
                .mapToObj(i -> component(model, i))
                .toList());
    }

    /** By their ids, so that they are the same ones for any number of workers. */
    private static JavaRDD<WorkerShard> sampled(PreparedData data, MixtureSettings settings) {
        JavaRDD<WorkerRecords> all = data.shards(Split.Part.TRAIN);
        double share = settings.share(data.summary().count(Split.Part.TRAIN));
        RandomKey key = RandomKey.of(settings.seed()).with("mixture");
        return all.flatMap(WorkerRecords::pieces).map(piece -> piece.sample(key, share));
    }

    private static Dataset<Row> vectors(SparkSession spark, JavaRDD<WorkerShard> shards) {
        StructField features = DataTypes.createStructField(FEATURES, SQLDataTypes.VectorType(), false);
        return spark.createDataFrame(
                shards.flatMap(shard -> {
                    Lapack.ready();
                    return IntStream.range(0, shard.count())
                            .mapToObj(i -> RowFactory.create(Vectors.dense(row(shard.all(), i))))
                            .iterator();
                }),
                new StructType(new StructField[] {features}));
    }

    private static double[] row(Examples records, int i) {
        int d = records.dim();
        float[] rows = records.rows();
        return IntStream.range(0, d).mapToDouble(column -> rows[i * d + column]).toArray();
    }
}
