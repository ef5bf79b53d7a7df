package io.tacit.spark.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.compress.ErrorFeedback.Sent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was due is what was sent and what is left. */
class ErrorFeedbackTest {
    private static final int N = 500;
    private static final int ROUNDS = 200;

    @ParameterizedTest
    @MethodSource("io.tacit.spark.compress.CompressionTest#all")
    @DisplayName("C22 over 200 rounds Σ sent + residual = Σ Δ to 1e-12 in FLOAT64")
    void conservedInDouble(Compression compression) {
        assertThat(imbalance(compression, Precision.FLOAT64)).isLessThan(1e-12);
    }

    @ParameterizedTest
    @MethodSource("io.tacit.spark.compress.CompressionTest#all")
    @DisplayName("C22 and to half a last place of the residual a round in FLOAT32")
    void conservedInFloat(Compression compression) {
        // |Δ| < 5, and no compression here lets a residual grow beyond 200 of them.
        assertThat(imbalance(compression, Precision.FLOAT32)).isLessThan(ROUNDS * 0x1p-24 * 200 * 5);
    }

    /** The largest |Σ sent + residual − Σ Δ| of all elements. */
    private static double imbalance(Compression compression, Precision precision) {
        FlatVector balance = FlatVector.zeros(Precision.FLOAT64, N);
        FlatVector residual = FlatVector.zeros(precision, N);
        for (int round = 0; round < ROUNDS; round++) {
            FlatVector delta = way(precision, round);
            Sent step = new ErrorFeedback(compression).of(delta, residual);
            residual = step.residual();
            FlatVector sent = step.sent().restore(precision);
            for (int i = 0; i < N; i++) {
                balance.set(i, balance.get(i) + (sent.get(i) - delta.get(i)));
            }
        }
        double worst = 0;
        for (int i = 0; i < N; i++) {
            worst = Math.max(worst, Math.abs(balance.get(i) + residual.get(i)));
        }
        return worst;
    }

    @ParameterizedTest
    @MethodSource("io.tacit.spark.compress.CompressionTest#all")
    @DisplayName("C22 one round is off by at most what the class note says, in either precision")
    void oneRound(Compression compression) {
        for (Precision precision : Precision.values()) {
            FlatVector delta = way(precision, 1);
            FlatVector residual = way(precision, 2);
            Sent step = new ErrorFeedback(compression).of(delta, residual);
            FlatVector sent = step.sent().restore(precision);
            double unit = precision == Precision.FLOAT32 ? 0x1p-24 : 0;
            for (int i = 0; i < N; i++) {
                double due = delta.get(i) + residual.get(i);
                double left = Math.abs(step.residual().get(i));
                assertThat(sent.get(i) + step.residual().get(i) - due)
                        .isBetween(-bound(unit, due, left), bound(unit, due, left));
            }
        }
    }

    /** With 2⁻⁵³ once more for each of the two operations of the test itself. */
    private static double bound(double unit, double due, double left) {
        return unit * left + 0x1p-51 * (Math.abs(due) + left);
    }

    @Test
    @DisplayName("C22 what is not finite is sent to be noticed, and leaves the residual as it was")
    void notFinite() {
        ErrorFeedback feedback = new ErrorFeedback(new TopK(0.2));
        FlatVector residual = FlatVector.of(1f, 2f, 3f, 4f, 5f, 6f);
        for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            Sent step = feedback.of(FlatVector.of(0f, odd, 0f, 0f, 0f, 0f), residual);
            assertThat(step.sent().restore(Precision.FLOAT32).firstNonFinite()).isEqualTo(1);
            assertThat(step.residual()).isEqualTo(residual);
        }
    }

    @Test
    @DisplayName("vectors of different lengths or precisions are refused")
    void unequal() {
        ErrorFeedback feedback = new ErrorFeedback(new None());
        assertThatThrownBy(() -> feedback.of(FlatVector.of(1f), FlatVector.of(1f, 2f)))
                .hasMessageContaining("expected 1 values in FLOAT32, got 2");
        assertThatThrownBy(() -> feedback.of(FlatVector.of(1f), FlatVector.of(1.0)))
                .hasMessageContaining("in FLOAT64");
    }

    private static FlatVector way(Precision precision, int round) {
        RandomKey key = RandomKey.of(3).with(round);
        return AwkwardVectors.vector(precision, N, i -> key.gaussian(i) / (1 + i % 7));
    }
}
