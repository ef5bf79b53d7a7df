package io.tacit.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.spark.data.BadRecordPolicy;
import io.tacit.spark.data.DataPlan;
import io.tacit.spark.data.DataPreparation;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.data.RecordColumns;
import io.tacit.spark.data.RecordIdentity;
import io.tacit.spark.data.Scaling;
import io.tacit.spark.data.TestSpark;
import io.tacit.spark.metrics.Estimate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Baselines reach the entropy of the densities they can represent. */
class BaselinesIT {
    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = TestSpark.start();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private static PreparedData prepared(Dataset<Row> table) {
        return DataPreparation.prepare(
                table,
                new DataPlan(
                        new RecordColumns(List.of("x", "y"), new RecordIdentity.FromColumn("id")),
                        new BadRecordPolicy.Fail(),
                        new Split(0, 0.3, RandomKey.of(1)),
                        Scaling.STANDARDIZE,
                        4));
    }

    /** Correlation 0.8: the entropy of standardised values is 1 + log 2π + log(1 - 0.8²)/2. */
    @Test
    void aGaussianIsFoundByTheGaussian() {
        Dataset<Row> table = spark.range(0, 20_000, 1, 2)
                .selectExpr("id", "randn(1) as a", "randn(2) as b")
                .selectExpr("id", "50 + 3 * a as x", "0.1 * (0.8 * a + 0.6 * b) as y");
        try (PreparedData data = prepared(table)) {
            Estimate nll = Baselines.gaussian(data).heldOut().standardised();
            double entropy = 1 + Math.log(2 * Math.PI) + Math.log(1 - 0.64) / 2;
            assertThat(nll.mean()).isCloseTo(entropy, within(3 * nll.standardError()));
            assertThat(nll.standardError()).isCloseTo(Math.sqrt(1.0 / nll.count()), within(0.001));
        }
    }

    /** Two clusters 20 deviations apart: the entropy of a Gaussian of one cluster's width, and log 2 for which one. */
    @Test
    void twoClustersAreFoundByTheMixture() {
        Dataset<Row> table =
                spark.range(0, 8000, 1, 2).selectExpr("id", "randn(3) + if(id % 2 = 0, 10, -10) as x", "randn(4) as y");
        try (PreparedData data = prepared(table)) {
            Estimate mixture = Baselines.mixture(spark, data, new MixtureSettings(2, 30, 1))
                    .heldOut()
                    .standardised();
            double width = data.standardization().deviation().get(0);
            double entropy = 1 + Math.log(2 * Math.PI) - Math.log(width) + Math.log(2);
            assertThat(mixture.mean()).isCloseTo(entropy, within(0.05));
            assertThat(Baselines.gaussian(data).heldOut().standardised().mean()).isGreaterThan(mixture.mean() + 1);
        }
    }
}
