package io.tacit.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.data.Scaling;
import io.tacit.core.data.Standardization;
import io.tacit.core.random.NormalQuantile;
import io.tacit.core.random.RandomKey;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is said about columns, and about which nothing is. */
class DiagnosisTest {
    private static final int RECORDS = 5000;
    private static final RandomKey KEY = RandomKey.of(3);

    private static ColumnSample column(IntToDoubleFunction values) {
        double[] ascending =
                IntStream.range(0, RECORDS).mapToDouble(values).sorted().toArray();
        ColumnMoments moments = new ColumnMoments();
        Arrays.stream(ascending).forEach(moments::add);
        ColumnStatistics statistics = moments.statistics("v");
        return new ColumnSample(statistics, new ColumnSample.Extremes(statistics.min(), statistics.max()), ascending);
    }

    private static double normal(int i) {
        return KEY.gaussian(i);
    }

    private static String findings(Scaling scaling, ColumnSample column) {
        List<ColumnSample> columns = List.of(column);
        List<Finding> found = new Diagnosis(scaling, Scales.of(scaling, columns)).findings(columns);
        assertThat(found).hasSizeLessThanOrEqualTo(1).allMatch(finding -> finding.column()
                .equals("v"));
        return found.isEmpty() ? "" : found.get(0).what();
    }

    private static String findings(IntToDoubleFunction values) {
        return findings(Scaling.STANDARDIZE, column(values));
    }

    @Test
    @DisplayName("normal, uniform and exponential columns, in whatever units: nothing to say")
    void nothingToSay() {
        assertThat(findings(DiagnosisTest::normal)).isEmpty();
        assertThat(findings(i -> 1.7e9 + 10 * normal(i))).isEmpty();
        assertThat(findings(i -> 1e-9 * KEY.uniform(i))).isEmpty();
        assertThat(findings(i -> -Math.log(1 - KEY.uniform(i)))).isEmpty();
        // Whole numbers, nearly all different: incomes, for instance.
        assertThat(findings(i -> Math.rint(40_000 * Math.exp(0.3 * normal(i))))).isEmpty();
    }

    @Test
    @DisplayName("one record at 1e6 among thousands: its value, what it does to the scale, and what to do")
    void oneFarRecord() {
        ColumnSample column = column(i -> i == 7 ? 1e6 : normal(i));
        assertThat(findings(Scaling.STANDARDIZE, column))
                .contains("at 1000000 (median")
                .contains("0.02 % of the records")
                .contains("make the scale")
                .contains("--scaling robust");
        assertThat(findings(Scaling.ROBUST, column))
                .contains("at 1000000 (median")
                .contains("--scaling quantile");
        assertThat(findings(Scaling.QUANTILE, column)).isEmpty();
    }

    @Test
    @DisplayName("the same record among those held out is told as well")
    void oneFarRecordHeldOut() {
        ColumnSample training = column(DiagnosisTest::normal);
        ColumnSample all =
                new ColumnSample(training.training(), new ColumnSample.Extremes(-1e6, 4), training.ascending());
        assertThat(findings(Scaling.STANDARDIZE, all)).contains("at -1000000 (").contains("hardly any");
    }

    @Test
    void numbersOfRecords() {
        assertThat(findings(i -> 1000 + i))
                .contains("looks like numbers of records")
                .contains("--id");
    }

    @Test
    @DisplayName("values that repeat: whole numbers, multiples, neither; and one value among others")
    void repeatedValues() {
        assertThat(findings(i -> KEY.below(6, i)))
                .startsWith("whole numbers, 6 different")
                .endsWith(": --dequantize v");
        assertThat(findings(i -> 0.25 * KEY.below(6, i)))
                .startsWith("multiples of 0.25")
                .endsWith(": --dequantize v=0.25");
        assertThat(findings(i -> 0.1 * KEY.below(60, i))).endsWith(": --dequantize v=0.1");
        assertThat(findings(i -> Math.sqrt(KEY.below(6, i))))
                .startsWith("values that repeat, 6 different")
                .endsWith("says little");
        assertThat(findings(i -> KEY.uniform(i) < 0.3 ? 0 : normal(i)))
                .startsWith("values that repeat")
                .contains("(0 in ");
        assertThat(findings(i -> Math.rint(100 * normal(i)) / 100))
                .startsWith("multiples of 0.01")
                .endsWith(": --dequantize v=0.01");
        assertThat(findings(i -> KEY.uniform(i) < 0.3 ? 0 : Math.rint(1e9 * normal(i)) / 1e9))
                .startsWith("values that repeat")
                .endsWith("says little");
    }

    @Test
    @DisplayName("float32 keeps too few of the numbers between the quartiles")
    void coarse() {
        ColumnSample epochs = column(i -> 1.7e9 + 1000 * normal(i));
        assertThat(findings(Scaling.NONE, epochs)).contains("float32 can tell apart 10 numbers");
        ColumnSample besideFar = column(i -> i == 0 ? 1e12 : normal(i));
        assertThat(new Diagnosis(Scaling.STANDARDIZE, Scales.of(Scaling.STANDARDIZE, List.of(besideFar)))
                        .findings(List.of(besideFar)))
                .anyMatch(finding -> finding.what().contains("float32 can tell apart 1 numbers"));
    }

    @Test
    @DisplayName("what is a constant after scaling and rounding is told with both ends")
    void constants() {
        ColumnSample close = column(i -> 1.7e9 + 10 * KEY.uniform(i));
        assertThat(new Diagnosis(Scaling.NONE, Standardization.identity(1)).constants(List.of(close)))
                .singleElement()
                .asString()
                .contains("column 'v' goes from 1.7")
                .contains("float32")
                .contains("choose scaling standardize");
        assertThat(new Diagnosis(Scaling.STANDARDIZE, Scales.of(Scaling.STANDARDIZE, List.of(close)))
                        .constants(List.of(close)))
                .isEmpty();
    }

    @Test
    @DisplayName("robust scaling has a reason where half of the values are one; one far record does not move it")
    void robust() {
        assertThat(Scales.obstacle(Scaling.ROBUST, column(i -> i % 5 == 0 ? i : 7))
                        .orElseThrow())
                .contains("column 'v': half of the training records are 7.0");
        Standardization plain = Scales.of(Scaling.ROBUST, List.of(column(DiagnosisTest::normal)));
        Standardization besideFar = Scales.of(Scaling.ROBUST, List.of(column(i -> i == 7 ? 1e6 : normal(i))));
        assertThat(Math.abs(plain.mean().get(0) - besideFar.mean().get(0))).isLessThan(5e-3);
        // Of 5,000 normal numbers the quartiles are known to 2 %.
        assertThat(besideFar.deviation().get(0)).isBetween(0.94, 1.06);
    }

    @Test
    @DisplayName(
            "normal scores of any column are normal: every quantile of the images is that of a normal distribution")
    void normalScores() {
        for (ColumnSample column : List.of(
                column(i -> Math.exp(3 * normal(i))),
                column(i -> i == 7 ? 1e6 : normal(i)),
                column(i -> KEY.uniform(i) < 0.3 ? 0 : KEY.uniform(i + 9000)))) {
            Standardization scores = Scales.of(Scaling.QUANTILE, List.of(column));
            for (double p : new double[] {0.32, 0.5, 0.8, 0.97}) {
                double z = scores.standardize(0, column.quantile(p));
                double expected = NormalQuantile.of(p);
                // Between two of 70 points the map is a line.
                assertThat(Math.abs(z - expected)).isLessThan(0.05);
            }
            assertThat(scores.standardize(0, column.all().max())).isLessThan(4);
            assertThat(scores.restore(0, scores.standardize(0, 0.7))).isCloseTo(0.7, within(1e-12));
        }
    }
}
