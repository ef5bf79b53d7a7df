package io.tacit.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.worker.WorkerResult;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark jobs under the settings of {@link WireSettings}, with {@code registrationRequired=true}. */
class WireIT {
    private static SparkSession spark;

    @BeforeAll
    static void start() {
        SparkConf conf = WireSettings.applyTo(new SparkConf(false))
                .setMaster("local[2]")
                .setAppName("wire")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.sql.shuffle.partitions", "2");
        spark = SparkSession.builder().config(conf).getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    @DisplayName("C23 θ by broadcast, results by a job: equal bits")
    void aRound() {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        FlatVector theta = WireRoundTripTest.ramp(Precision.FLOAT32, 100_000);
        Broadcast<FlatVector> sent = context.broadcast(theta);
        List<String> seen = context.parallelize(List.of(0, 1, 2), 3)
                .map(w -> sent.value().sha256())
                .collect();
        assertThat(seen).containsOnly(theta.sha256());
        List<WorkerResult> results = context.parallelize(List.of(0, 1, 2), 3)
                .map(w -> WireRoundTripTest.result())
                .collect();
        assertThat(results).containsOnly(WireRoundTripTest.result()).hasSize(3);
        sent.destroy();
    }

    @Test
    @DisplayName("C23 cached as serialized blocks")
    void cached() {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        JavaRDD<FlatVector> blocks = context.parallelize(List.of(10, 20, 30), 3)
                .map(n -> WireRoundTripTest.ramp(Precision.FLOAT64, n))
                .persist(StorageLevel.MEMORY_ONLY_SER());
        assertThat(blocks.count()).isEqualTo(3);
        assertThat(blocks.collect()).extracting(FlatVector::length).containsExactly(10, 20, 30);
        blocks.unpersist(true);
    }

    @Test
    @DisplayName("Data frames, Parquet, CSV and Spark ML's mixture also work where registration is required")
    void dataFrames(@TempDir Path dir) {
        Dataset<Row> rows = spark.range(400)
                .selectExpr("id", "cast(rand(1) as double) as x", "cast(rand(2) as float) as y", "'t' as word");
        String parquet = dir.resolve("rows.parquet").toString();
        String csv = dir.resolve("rows.csv").toString();
        rows.write().parquet(parquet);
        rows.write().option("header", "true").csv(csv);
        Dataset<Row> read = spark.read().parquet(parquet).repartition(3).orderBy("id");
        assertThat(read.collectAsList()).hasSize(400);
        assertThat(spark.read().option("header", "true").csv(csv).count()).isEqualTo(400);
        assertThat(read.groupBy("word")
                        .agg(java.util.Map.of("x", "avg", "y", "max"))
                        .collectAsList())
                .hasSize(1);
        assertThat(read.describe("x", "y").collectAsList()).hasSize(5);
        Dataset<Row> vectors = new VectorAssembler()
                .setInputCols(new String[] {"x", "y"})
                .setOutputCol("features")
                .transform(read);
        assertThat(new GaussianMixture()
                        .setK(3)
                        .setMaxIter(3)
                        .setSeed(1)
                        .fit(vectors)
                        .summary()
                        .logLikelihood())
                .isFinite();
    }
}
