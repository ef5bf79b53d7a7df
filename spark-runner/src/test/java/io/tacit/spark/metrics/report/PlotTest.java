package io.tacit.spark.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.metrics.picture.Range;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlotTest {
    /** Right end of the label of the y axis, which is turned about x = 14. */
    private static final double LABEL = 19;

    private static final double WIDTH_OF_A_LETTER = 6.6;
    private static final Pattern TICK =
            Pattern.compile("<text class=\"tick\" x=\"([0-9.]+)\"[^>]*text-anchor=\"end\">([^<]+)<");

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, -3, 4.899589234894255e19, -1e40, 1e150})
    @DisplayName("a column of one value has a range about it, however large the value")
    void oneValue(double value) {
        Range range = Range.ofMost(new double[] {value, Double.NaN, value}, 0.01);
        assertThat(range.share(value)).isEqualTo(0.5);
        assertThat(range.length()).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"3, 5", "4.25631, 4.25687", "-0.00001, 0.00002", "-123456, -123450", "1e9, 3e9"})
    @DisplayName("ticks of any length end before the plot begins, and leave the label its place")
    void ticks(double low, double high) {
        String svg = new Plot(
                        "name",
                        "description",
                        Axis.of("x", new Range(0, 1)),
                        Axis.of("nats", new Range(low, high)),
                        List.of(),
                        Plot.Size.SMALL)
                .svg()
                .toString();
        List<MatchResult> ticks = TICK.matcher(svg).results().toList();
        assertThat(ticks).hasSizeGreaterThan(1).allSatisfy(tick -> assertThat(Double.parseDouble(tick.group(1))
                        - WIDTH_OF_A_LETTER * tick.group(2).length())
                .isGreaterThan(LABEL));
    }
}
