package io.tacit.spark.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.metrics.picture.Range;
import io.tacit.spark.metrics.report.Levels.Level;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlotTest {
    /** Right end of the label of the y axis, which is turned about x = 14. */
    private static final double LABEL = 19;

    private static final double WIDTH_OF_A_LETTER = 6.6;
    private static final Pattern TICK =
            Pattern.compile("<text class=\"tick\" x=\"([0-9.]+)\"[^>]*text-anchor=\"end\">([^<]+)<");

    private static final Pattern NAME = Pattern.compile("<text class=\"note\" x=\"[0-9.]+\" y=\"([0-9.]+)\"");

    private static final Pattern MARK = Pattern.compile("<text class=\"tick\" x=\"([0-9.]+)\" y=\"15\">([^<]+)<");

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

    @Test
    @DisplayName("names of levels that coincide stand apart, within the plot, each with the dash of its line")
    void levels() {
        Frame frame = new Frame(Axis.of("", new Range(0, 1)), Axis.of("", new Range(0, 1)), 50, 20, 500, 250);
        for (double y : new double[] {0, 0.5, 1}) {
            Markup svg = new Markup();
            new Levels(List.of(new Level("a", y), new Level("b", y), new Level("c", Math.abs(y - 0.01))))
                    .draw(svg, frame);
            List<Double> names = NAME.matcher(svg.toString())
                    .results()
                    .map(name -> Double.parseDouble(name.group(1)))
                    .toList();
            assertThat(names).hasSize(3).allSatisfy(place -> assertThat(place).isBetween(30.0, 250.0));
            assertThat(names.get(1) - names.get(0)).isGreaterThanOrEqualTo(13);
            assertThat(names.get(2) - names.get(1)).isGreaterThanOrEqualTo(13);
            assertThat(svg.toString().split("dash1", -1)).hasSize(1 + 2);
        }
    }

    @Test
    @DisplayName(
            "names of phases stand where these begin, or beside one another where they are short, and never leave the plot")
    void marks() {
        for (double place : new double[] {0, 1e-9, 0.01, 0.4, 0.99, 1}) {
            Frame frame = new Frame(Axis.of("", new Range(0, 1)), Axis.of("", new Range(0, 1)), 50, 20, 300, 200);
            Markup svg = new Markup();
            Mark.draw(svg, frame, List.of(new Mark(0, "1", "1 flow-matching"), new Mark(place, "2", "2 likelihood")));
            List<MatchResult> names = MARK.matcher(svg.toString()).results().toList();
            assertThat(names).hasSize(2);
            double first = Double.parseDouble(names.get(0).group(1));
            double second = Double.parseDouble(names.get(1).group(1));
            assertThat(first).isEqualTo(50);
            assertThat(second)
                    .isGreaterThan(
                            first + WIDTH_OF_A_LETTER * names.get(0).group(2).length());
            assertThat(second + WIDTH_OF_A_LETTER * names.get(1).group(2).length())
                    .isLessThan(312);
        }
    }

    @Test
    @DisplayName(
            "few records have room to be whole, and samples near them are in the picture; far ones do not squeeze it")
    void few() {
        Range range = ColumnMarginal.range(new double[] {0, 1, 2, 10}, new double[] {12, -1, 1e9});
        assertThat(range.low()).isLessThan(-2);
        assertThat(range.high()).isBetween(13.0, 20.0);
        double[] many = IntStream.range(0, 1000).mapToDouble(i -> i).toArray();
        assertThat(ColumnMarginal.range(many, new double[] {1050})).isEqualTo(Range.ofMost(many, 0.002));
    }

    @Test
    @DisplayName("a mark at the frame is not cut")
    void clip() {
        Layer corner = new Layer.Dots("", Ink.FIRST, List.of(new Layer.Point(0, 0), new Layer.Point(1, 1)), 3);
        Axis unit = Axis.of("", new Range(0, 1));
        String svg = new Plot("name", "description", unit, unit, List.of(corner), Plot.Size.SMALL)
                .svg()
                .toString();
        assertThat(svg)
                .contains("<svg x=\"54\" y=\"6\" width=\"238\" height=\"144\"")
                .contains("cx=\"58\" cy=\"146\"");
    }
}
