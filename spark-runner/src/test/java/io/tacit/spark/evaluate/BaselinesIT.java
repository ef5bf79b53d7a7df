package io.tacit.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.spark.data.BadRecordPolicy;
import io.tacit.spark.data.DataPlan;
import io.tacit.spark.data.DataPreparation;
import io.tacit.spark.data.PreparedData;
import io.tacit.spark.data.RecordColumns;
import io.tacit.spark.data.RecordIdentity;
import io.tacit.spark.data.TestSpark;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.RunResult.Baseline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Baselines reach the entropy of the densities they can represent. */
class BaselinesIT {
    private static final Consumer<String> NO_NOTES = note -> assertThat(note).isEmpty();

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
            Estimate nll = Baselines.gaussian(data, NO_NOTES).heldOut().standardised();
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
            Estimate mixture =
                    mixture(data, MixtureSettings.of(2).within(30)).heldOut().standardised();
            double width = data.standardization().deviation().get(0);
            double entropy = 1 + Math.log(2 * Math.PI) - Math.log(width) + Math.log(2);
            assertThat(mixture.mean()).isCloseTo(entropy, within(0.05));
            assertThat(mixture(data, MixtureSettings.of(2).within(30).sampled(3000))
                            .heldOut()
                            .standardised()
                            .mean())
                    .as("fitted to some of the records")
                    .isCloseTo(entropy, within(0.08))
                    .isNotEqualTo(mixture.mean());
            assertThat(Baselines.gaussian(data, NO_NOTES)
                            .heldOut()
                            .standardised()
                            .mean())
                    .isGreaterThan(mixture.mean() + 1);
        }
    }

    /** y is a function of x: the covariance has no inverse, the ridge is said, and there is a figure. */
    @Test
    void collinearColumnsHaveAGaussianWithARidge() {
        Dataset<Row> table =
                spark.range(0, 500, 1, 2).selectExpr("id", "randn(5) as x").selectExpr("*", "2 * x + 1 as y");
        List<String> notes = new ArrayList<>();
        try (PreparedData data = prepared(table)) {
            Baseline gaussian = Baselines.gaussian(data, notes::add);
            assertThat(gaussian.name()).isEqualTo("Gaussian, ridge 1e-6");
            assertThat(gaussian.heldOut().standardised().mean()).isFinite();
            assertThat(notes).singleElement().asString().contains("'y' is constant or a linear function", "ridge");
            assertThat(mixture(data, MixtureSettings.of(2).within(10))
                            .heldOut()
                            .standardised()
                            .mean())
                    .isFinite();
        }
    }

    /** Two columns, two training records: they span a line. */
    @Test
    void fewerRecordsThanColumnsHaveAGaussianWithARidge() {
        Dataset<Row> table = spark.range(0, 3, 1, 1).selectExpr("id", "randn(5) as x", "randn(6) as y");
        List<String> notes = new ArrayList<>();
        try (PreparedData data = prepared(table)) {
            assertThat(Baselines.gaussian(data, notes::add)
                            .heldOut()
                            .standardised()
                            .mean())
                    .isFinite();
            assertThat(notes).singleElement().asString().contains("cannot span 2 columns");
        }
    }

    private static Baseline mixture(PreparedData data, MixtureSettings settings) {
        return Baselines.judged(Baselines.name(settings), Baselines.fitMixture(spark, data, settings), data);
    }
}
