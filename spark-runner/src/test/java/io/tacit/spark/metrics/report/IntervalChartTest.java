package io.tacit.spark.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.metrics.Nll;
import io.tacit.spark.metrics.RunResult.Baseline;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IntervalChartTest {
    private static final Pattern LINE_ENDS =
            Pattern.compile("class=\"interval [a-z]+\" x1=\"([^\"]+)\" x2=\"([^\"]+)\"");

    @Test
    @DisplayName(
            "an interval far wider than the distance of the dots ends in arrows at the border, not across the page")
    void wide() {
        String svg = chart(row("this model", 3, 900), row("Gaussian", 3.2, 0.01));
        assertThat(LINE_ENDS.matcher(svg).results()).hasSize(2).allSatisfy(line -> {
            assertThat(Double.parseDouble(line.group(1))).isBetween(8.0, 436.0);
            assertThat(Double.parseDouble(line.group(2))).isBetween(8.0, 436.0);
        });
        assertThat(svg.split("interval arrow", -1)).hasSize(1 + 2);
    }

    @Test
    @DisplayName("of few records every interval is as long as it is wide, and says so at its row")
    void fewRecords() {
        IntervalChart chart = new IntervalChart(
                List.of(row("this model", 2.651, 0.869), row("Gaussian", 2.507, 2.021)), "this model");
        String svg = chart.svg().toString();
        assertThat(svg).doesNotContain("arrow").contains(">2.651 ± 0.869<", ">2.507 ± 2.021<");
        List<Double> lengths = LINE_ENDS
                .matcher(svg)
                .results()
                .map(line -> Double.parseDouble(line.group(2)) - Double.parseDouble(line.group(1)))
                .toList();
        assertThat(lengths.get(1) / lengths.get(0)).isCloseTo(2.021 / 0.869, within(0.01));
        assertThat(chart.howToRead())
                .contains("95 % interval")
                .doesNotContain("an arrow")
                .doesNotContain("narrower");
    }

    @Test
    @DisplayName("the caption tells of arrows and of hidden bars where there are such")
    void caption() {
        assertThat(new IntervalChart(List.of(row("this model", 3, 900), row("Gaussian", 3.2, 0.01)), "this model")
                        .howToRead())
                .contains("an arrow");
        assertThat(new IntervalChart(List.of(row("this model", 3, 0.01), row("Gaussian", 5, 0.01)), "this model")
                        .howToRead())
                .contains("narrower than the dot")
                .doesNotContain("an arrow");
    }

    @Test
    @DisplayName("intervals that fit are drawn whole, without arrows; one record has none")
    void narrow() {
        assertThat(chart(row("this model", 3, 0.02), row("Gaussian", 4, 0.03))).doesNotContain("arrow");
        assertThat(chart(row("this model", 3, 5))).contains("interval first").doesNotContain("arrow");
        Baseline one = new Baseline("this model", Nll.shifted(Estimate.ofSums(3, 9, 1), 0));
        assertThat(chart(one)).doesNotContain("interval").contains("3.000");
    }

    @Test
    @DisplayName("a long name is cut to its place, and whole in the title")
    void longName() {
        String name = "mixture of very many Gaussians with full covariances, fitted by expectation-maximisation";
        assertThat(chart(row("this model", 3, 0.1), row(name, 4, 0.1)))
                .contains("<title>" + name + "</title>mixture of very")
                .contains("…");
    }

    private static String chart(Baseline... rows) {
        return new IntervalChart(List.of(rows), "this model").svg().toString();
    }

    private static Baseline row(String name, double mean, double halfWidth) {
        return new Baseline(name, Nll.shifted(new Estimate(mean, halfWidth / 1.96, 100_000), 0));
    }
}
