package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.random.NormalQuantile;
import io.tacit.core.random.RandomKey;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TimeSamplingTest {

    private static final int DRAWS = 20_000;

    static Stream<Arguments> quantiles() {
        return Stream.of(
                Arguments.of(new TimeSampling.Uniform(), (DoubleUnaryOperator) p -> p),
                Arguments.of(new TimeSampling.Power(2), (DoubleUnaryOperator) p -> p * p),
                Arguments.of(new TimeSampling.Power(0.5), (DoubleUnaryOperator) Math::sqrt),
                Arguments.of(new TimeSampling.LogitNormal(-1, 1), (DoubleUnaryOperator)
                        p -> 1 / (1 + Math.exp(1 - NormalQuantile.of(p)))),
                Arguments.of(new TimeSampling.LogitNormal(0.5, 2), (DoubleUnaryOperator)
                        p -> 1 / (1 + Math.exp(-0.5 - 2 * NormalQuantile.of(p)))));
    }

    @ParameterizedTest
    @MethodSource("quantiles")
    @DisplayName("times of many records have the quantiles of their distribution, and its mean")
    void distribution(TimeSampling times, DoubleUnaryOperator quantile) {
        double[] drawn = IntStream.range(0, DRAWS)
                .mapToDouble(i -> times.draw(RandomKey.of(3).with(i), 7))
                .sorted()
                .toArray();
        assertThat(drawn[0]).isNotNegative();
        assertThat(drawn[DRAWS - 1]).isLessThanOrEqualTo(1);
        // Kolmogorov and Smirnov: the share below a quantile is off by more than 2 / √n once in 1,500 samples.
        double off = 2 / Math.sqrt(DRAWS);
        for (double p = 0.05; p < 0.96; p += 0.05) {
            assertThat(drawn[(int) ((p - off) * DRAWS)]).isLessThan(quantile.applyAsDouble(p));
            assertThat(drawn[(int) ((p + off) * DRAWS)]).isGreaterThan(quantile.applyAsDouble(p));
        }
        double mean = IntStream.range(0, 1000)
                .mapToDouble(i -> quantile.applyAsDouble((i + 0.5) / 1000))
                .average()
                .orElseThrow();
        // Four standard errors of at most 0.5 / √n.
        assertThat(IntStream.range(0, DRAWS)
                        .mapToDouble(i -> drawn[i])
                        .average()
                        .orElseThrow())
                .isCloseTo(mean, within(2 / Math.sqrt(DRAWS)));
    }

    @Test
    @DisplayName("nonsense is refused")
    void refusals() {
        assertThatThrownBy(() -> new TimeSampling.Power(0))
                .hasMessage("power of the time: expected more than 0, got 0.0");
        assertThatThrownBy(() -> new TimeSampling.Power(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TimeSampling.LogitNormal(0, 0))
                .hasMessage(
                        "logit-normal times: expected a finite mean and a deviation of more than 0, got 0.0 and 0.0");
        assertThatThrownBy(() -> new TimeSampling.LogitNormal(Double.NaN, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
