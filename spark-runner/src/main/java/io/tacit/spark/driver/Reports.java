package io.tacit.spark.driver;

import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.metrics.RunResult;
import io.tacit.spark.metrics.report.Calibration;
import io.tacit.spark.metrics.report.ColumnMarginal;
import io.tacit.spark.metrics.report.PairMarginal;
import io.tacit.spark.metrics.report.ReportData;
import io.tacit.spark.metrics.report.ReportData.Column;
import io.tacit.spark.metrics.report.ReportData.Fact;
import io.tacit.spark.metrics.report.ReportPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;

/** Puts the report of a run together; without a portrait it has no pictures of the density. */
final class Reports {
    private static final int MOST_PAIRS = 10;

    private Reports() {}

    static String html(
            RunResult result,
            List<RoundRecord> rounds,
            List<String> columns,
            Optional<Portrait> portrait,
            List<Fact> configuration,
            List<Fact> environment) {
        List<Column> named = columns.stream().map(name -> new Column(name, "")).toList();
        return ReportPage.html(new ReportData(
                "Density of " + String.join(", ", columns),
                Instant.now(),
                result,
                rounds,
                portrait.map(drawn -> ColumnMarginal.all(named, drawn.data(), drawn.samples()))
                        .orElse(List.of()),
                portrait.map(drawn -> pairs(named, drawn)).orElse(List.of()),
                portrait.map(drawn -> Calibration.of(drawn.dataLogDensity(), drawn.samplesLogDensity())),
                configuration,
                environment));
    }

    private static List<PairMarginal> pairs(List<Column> columns, Portrait portrait) {
        return IntStream.range(0, columns.size())
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, columns.size()).mapToObj(j -> new int[] {i, j}))
                .limit(MOST_PAIRS)
                .map(pair -> PairMarginal.of(columns, pair[0], pair[1], portrait.data(), portrait.samples()))
                .toList();
    }

    static List<Fact> configuration(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> new Fact(entry.getKey(), entry.getValue()))
                .toList();
    }

    static List<Fact> environment(SparkContext spark, String engine) {
        return List.of(
                new Fact("engine", engine),
                new Fact(
                        "Spark",
                        spark.version() + ", " + spark.master() + ", " + spark.defaultParallelism() + " slots"),
                new Fact("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version")),
                new Fact(
                        "driver",
                        System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                                + Runtime.getRuntime().availableProcessors() + " processors"));
    }
}
