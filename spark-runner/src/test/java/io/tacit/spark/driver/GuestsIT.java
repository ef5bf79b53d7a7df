package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.Kryo;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.model.LinearRegression;
import io.tacit.spark.transport.rdd.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tacit as a guest in a session: what its user does there works before and after a training, and the training works whatever its settings. */
class GuestsIT {
    /** All that crosses: results to the driver, sums and slices between executors, worker states, records dealt anew. */
    private static final List<String> TRAININGS = List.of(
            "transport.collective = flat",
            "transport.collective = tree, rebalanceEvery = 1",
            "transport.collective = sharded",
            "averaging.optimizerState = local",
            "transport.kind = akka");

    @TempDir
    Path folder;

    /** As a user has one, of classes of his own. */
    public static final class OfTheUser implements KryoRegistrator {
        @Override
        public void registerClasses(Kryo kryo) {
            kryo.register(StringBuilder.class);
        }
    }

    @Test
    @DisplayName(
            "C24 Spark's own algorithms before and after a training, with Java's serializer and with Kryo; θ has the same bits, also where registration is required")
    void sameBitsAndNothingBroken() throws IOException {
        List<String> plain = guests("java");
        assertThat(guests("kryo", "spark.serializer", KryoSerializer.class.getName()))
                .isEqualTo(plain);
        assertThat(strict()).isEqualTo(plain);
    }

    private List<String> guests(String name, String... settings) throws IOException {
        try (SparkSession spark = LocalSpark.start("local[2]", settings)) {
            use(spark, folder.resolve(name + "-before").toString());
            List<String> theta = trained(spark);
            use(spark, folder.resolve(name + "-after").toString());
            return theta;
        }
    }

    /** Spark's algorithms themselves fail in such a session unless it registers their classes. */
    private static List<String> strict() throws IOException {
        try (SparkSession spark = LocalSpark.start(
                "local[2]",
                "spark.serializer",
                KryoSerializer.class.getName(),
                "spark.kryo.registrationRequired",
                "true",
                "spark.kryo.registrator",
                OfTheUser.class.getName())) {
            return trained(spark);
        }
    }

    private static List<String> trained(SparkSession spark) {
        Dataset<Row> table = table(spark);
        List<String> theta = new ArrayList<>();
        for (String more : TRAININGS) {
            TrainingConfig config =
                    TrainingConfig.parse("workers = 4, batch = 16, localSteps = 2, rounds = 3, " + more);
            TrainedModel model =
                    Training.of(config).columns("x", "y").train(table, LinearRegression.factory(1, Precision.FLOAT32));
            theta.add(model.theta().sha256());
        }
        assertThat(theta.get(2)).as("sharded against flat").isEqualTo(theta.get(0));
        assertThat(theta.get(4)).as("akka against flat").isEqualTo(theta.get(0));
        return theta;
    }

    private static void use(SparkSession spark, String place) throws IOException {
        Dataset<Row> vectors = new VectorAssembler()
                .setInputCols(new String[] {"x", "y"})
                .setOutputCol("features")
                .transform(table(spark));
        assertThat(new PCA()
                        .setInputCol("features")
                        .setOutputCol("main")
                        .setK(1)
                        .fit(vectors)
                        .explainedVariance()
                        .size())
                .isEqualTo(1);
        assertThat(new KMeans().setK(2).setMaxIter(2).setSeed(1).fit(vectors).clusterCenters())
                .hasSize(2);
        assertThat(new org.apache.spark.ml.regression.LinearRegression()
                        .setLabelCol("label")
                        .fit(vectors)
                        .coefficients()
                        .size())
                .isEqualTo(2);
        assertThat(new GBTRegressor()
                        .setLabelCol("label")
                        .setMaxIter(2)
                        .setMaxDepth(2)
                        .fit(vectors)
                        .getNumTrees())
                .isEqualTo(2);
        StandardScalerModel scaler = new StandardScaler()
                .setInputCol("features")
                .setOutputCol("scaled")
                .fit(vectors);
        scaler.write().save(place + "-scaler");
        assertThat(StandardScalerModel.load(place + "-scaler").std()).isEqualTo(scaler.std());
        vectors.write().parquet(place + "-vectors");
        Dataset<Row> read = spark.read().parquet(place + "-vectors");
        List<Row> one = new ArrayList<>();
        read.toLocalIterator().forEachRemaining(one::add);
        assertThat(read.javaRDD().collect()).hasSameSizeAs(one).hasSize(200);
        assertThat(Training.of(TrainingConfig.parse("workers = 2, rounds = 1"))
                        .columns("x", "y")
                        .train(read, LinearRegression.factory(1, Precision.FLOAT32))
                        .history()
                        .rounds())
                .as("of a table with a column of vectors")
                .hasSize(1);
    }

    private static Dataset<Row> table(SparkSession spark) {
        StructType schema = new StructType()
                .add("x", DataTypes.DoubleType)
                .add("y", DataTypes.DoubleType)
                .add("label", DataTypes.DoubleType);
        List<Row> rows = IntStream.range(0, 200)
                .mapToObj(i -> RowFactory.create(Math.sin(i), Math.cos(3 * i) + i * 1e-3, Math.sin(i) + 0.1 * i))
                .toList();
        return spark.createDataFrame(rows, schema);
    }
}
