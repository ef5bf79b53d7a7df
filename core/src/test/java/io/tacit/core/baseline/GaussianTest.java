package io.tacit.core.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.baseline.Gaussian.Fitted;
import io.tacit.core.baseline.Gaussian.Singular;
import io.tacit.core.baseline.Gaussian.TooFew;
import io.tacit.core.random.RandomKey;
import org.junit.jupiter.api.Test;

class GaussianTest {
    private static final int RECORDS = 4000;
    private final double[][] rows = correlated(RECORDS);

    @Test
    void momentsAreThoseOfTwoPasses() {
        Moments moments = moments(0, RECORDS);
        double[] mean = moments.mean();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double scatter = 0;
                for (double[] x : rows) {
                    scatter += (x[i] - mean[i]) * (x[j] - mean[j]);
                }
                assertThat(moments.scatter()[3 * i + j]).isCloseTo(scatter, within(1e-9 * RECORDS));
            }
        }
        assertThat(moments.count()).isEqualTo(RECORDS);
    }

    @Test
    void mergingEqualsSeeingAll() {
        Moments merged = new Moments(3)
                .merge(moments(0, 10))
                .merge(new Moments(3))
                .merge(moments(10, 1234))
                .merge(moments(1234, RECORDS));
        Moments whole = moments(0, RECORDS);
        assertThat(merged.count()).isEqualTo(whole.count());
        assertThat(merged.mean()).containsExactly(whole.mean(), within(1e-12));
        assertThat(merged.scatter()).containsExactly(whole.scatter(), within(1e-9 * RECORDS));
    }

    @Test
    void farFromTheOriginNothingIsLost() {
        Moments near = new Moments(1);
        Moments far = new Moments(1);
        for (int i = 0; i < 1000; i++) {
            near.add(new double[] {i % 10});
            far.add(new double[] {i % 10 + 1e9});
        }
        // Σx² - n m² would have lost all digits: 1e18 against 8.
        assertThat(far.scatter()[0]).isCloseTo(near.scatter()[0], within(1e-3));
    }

    @Test
    void theMeanNllNeedsNoSecondPass() {
        Gaussian density = fitted(moments(0, 2000));
        double sum = 0;
        for (int i = 2000; i < RECORDS; i++) {
            sum -= density.logDensity(rows[i]);
        }
        assertThat(density.meanNll(moments(2000, RECORDS))).isCloseTo(sum / 2000, within(1e-10));
    }

    @Test
    void onItsOwnDataTheNllIsTheEntropy() {
        // Then tr(Σ⁻¹ S / n) = d: ½ (d log 2πe + log |Σ|), with |Σ| ≈ (1 · 0.5 · 2)² of the mixing below.
        assertThat(fitted(moments(0, RECORDS)).meanNll(moments(0, RECORDS)))
                .isCloseTo(1.5 * Math.log(2 * Math.PI * Math.E), within(5 * Math.sqrt(3.0 / 2 / RECORDS)));
    }

    @Test
    void logDensityInClosedForm() {
        // Σ = [[2, 1], [1, 2]] · 2/3, μ = 0: |Σ| = 4/3, Σ⁻¹ = [[2, -1], [-1, 2]] / 2
        Moments moments = Moments.of(3, new double[2], new double[] {4, 2, 2, 4});
        double expected = -0.5 * (2 * Math.log(2 * Math.PI) + Math.log(4.0 / 3) + (2 * 1 - 2 * 1 * 3 + 2 * 9) / 2.0);
        assertThat(fitted(moments).logDensity(new double[] {1, 3})).isCloseTo(expected, within(1e-14));
    }

    @Test
    void aRedundantColumnIsNamedWithAdvice() {
        Moments constant = new Moments(2);
        Moments copied = new Moments(3);
        for (double[] x : rows) {
            constant.add(new double[] {x[0], 7.1});
            copied.add(new double[] {x[0], x[1], (float) (2 * x[0] - x[1] + 1)});
        }
        assertThat(Gaussian.fit(constant)).isInstanceOfSatisfying(Singular.class, s -> {
            assertThat(s.column()).isEqualTo(1);
            assertThat(s.advice())
                    .contains("column 1 (counted from 0) is constant")
                    .contains("drop it");
        });
        assertThat(Gaussian.fit(copied)).isInstanceOfSatisfying(Singular.class, s -> assertThat(s.column())
                .isEqualTo(2));
    }

    @Test
    void aRidgeMakesADensityWhereThereIsNone() {
        double share = 1e-6;
        Moments copied = new Moments(2);
        for (double[] x : rows) {
            copied.add(new double[] {x[0], 2 * x[0] + 1});
        }
        Gaussian density = ((Fitted) Gaussian.ridged(copied, share)).density();
        // Correlations [[1 + ρ, 1], [1, 1 + ρ]] have the determinant ρ (2 + ρ), and tr((R + ρI)⁻¹ R) = 2 / (2 + ρ).
        double variances = copied.scatter()[0] * copied.scatter()[3] / Math.pow(copied.count(), 2);
        double expected =
                0.5 * (2 * Math.log(2 * Math.PI) + Math.log(variances * share * (2 + share)) + 2 / (2 + share));
        // Cholesky's last pivot is 2ρ with an error of some 1e-16.
        assertThat(density.meanNll(copied)).isCloseTo(expected, within(1e-8));
        assertThat(Gaussian.ridged(moments(0, 2), share)).isInstanceOf(Fitted.class);
    }

    @Test
    void aRidgeDoesNotHelpAConstant() {
        Moments constant = new Moments(2);
        for (double[] x : rows) {
            constant.add(new double[] {x[0], 0});
        }
        assertThat(Gaussian.ridged(constant, 1e-6)).isInstanceOf(Singular.class);
    }

    @Test
    void tooFewRecordsAreCounted() {
        assertThat(Gaussian.fit(moments(0, 3))).isInstanceOfSatisfying(TooFew.class, few -> assertThat(few.advice())
                .contains("3 records in 3 dimensions, expected at least 4"));
    }

    @Test
    void refusesOtherDimensions() {
        assertThatThrownBy(() -> new Moments(2).add(new double[3])).hasMessageContaining("3 elements, expected 2");
        assertThatThrownBy(() -> new Moments(2).merge(new Moments(3))).hasMessageContaining("3 dimensions, expected 2");
        assertThatThrownBy(() -> Moments.of(1, new double[2], new double[3])).hasMessageContaining("belong together");
    }

    private static Gaussian fitted(Moments moments) {
        return ((Fitted) Gaussian.fit(moments)).density();
    }

    private Moments moments(int from, int to) {
        Moments moments = new Moments(3);
        for (int i = from; i < to; i++) {
            moments.add(rows[i]);
        }
        return moments;
    }

    private static double[][] correlated(int records) {
        double[][] rows = new double[records][];
        for (int i = 0; i < records; i++) {
            RandomKey record = RandomKey.of(8).with(i);
            double a = record.gaussian(0);
            double b = 0.5 * record.gaussian(1) + a;
            double c = 2 * record.gaussian(2) - 3 * b + a;
            rows[i] = new double[] {a + 1, b, c - 4};
        }
        return rows;
    }
}
