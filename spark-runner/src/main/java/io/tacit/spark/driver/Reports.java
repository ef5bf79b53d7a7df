package io.tacit.spark.driver;

import io.tacit.core.text.Counted;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.metrics.RunResult;
import io.tacit.spark.metrics.report.Calibration;
import io.tacit.spark.metrics.report.ReportData;
import io.tacit.spark.metrics.report.ReportData.Column;
import io.tacit.spark.metrics.report.ReportData.Fact;
import io.tacit.spark.metrics.report.ReportPage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;

/** Puts the report of a run together; without a portrait it has no pictures of the density. */
final class Reports {
    /** Columns that a title names, and letters of them: names may be long. */
    private static final int NAMED = 8;

    private static final int LETTERS = 120;

    /**
     * What a run was told, and where it was.
     *
     * @param pairs of columns to be shown in any case
     * @param kept of which round the model is
     */
    record Circumstances(
            List<Fact> given, List<Fact> defaults, List<Fact> environment, List<String> pairs, String kept) {}

    private Reports() {}

    static String html(
            RunResult result,
            List<RoundRecord> rounds,
            List<String> columns,
            Optional<Portrait> portrait,
            Circumstances run) {
        List<Column> named = columns.stream().map(name -> new Column(name, "")).toList();
        Pictures pictures =
                portrait.map(drawn -> Pictures.of(drawn, named, run.pairs())).orElse(Pictures.NONE);
        return ReportPage.html(new ReportData(
                title(columns),
                Instant.now(),
                result,
                run.kept(),
                rounds,
                pictures.columns(),
                pictures.pointsNote(),
                pictures.pairs(),
                pictures.pairsNote(),
                portrait.map(drawn -> Calibration.of(drawn.dataLogDensity(), drawn.samplesLogDensity())),
                run.given(),
                run.defaults(),
                run.environment()));
    }

    static String title(List<String> columns) {
        int named = 0;
        int letters = 0;
        while (named < Math.min(NAMED, columns.size()) && (named == 0 || letters < LETTERS)) {
            letters += columns.get(named++).length();
        }
        String names = String.join(", ", columns.subList(0, named));
        return named == columns.size()
                ? "Density of " + names
                : "Density of " + Counted.of(columns.size(), "column") + ": " + names + ", …";
    }

    static List<Fact> facts(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> new Fact(entry.getKey(), entry.getValue()))
                .toList();
    }

    static List<Fact> environment(SparkContext spark, List<String> engines) {
        return List.of(
                new Fact("engine", String.join("; ", engines)),
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
