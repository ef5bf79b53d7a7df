package io.tacit.spark.cli;

import io.tacit.spark.driver.Summary;
import io.tacit.spark.metrics.ResultTable;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that every command with a result has. */
final class CommonOptions {
    @Option(names = "--json", description = "Print the result as one line of JSON instead of a table.")
    private boolean json;

    @Option(
            names = "--conf",
            paramLabel = "KEY=VALUE",
            description = "Setting of the Spark session, such as spark.master=local[2]. May be repeated.")
    private Map<String, String> spark = new LinkedHashMap<>();

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "Where Spark runs, such as local[2]; short for --conf spark.master=URL. Default: what"
                    + " spark-submit says, or else all cores of this machine.")
    private Optional<String> master = Optional.empty();

    boolean json() {
        return json;
    }

    Map<String, String> spark() {
        Map<String, String> settings = new LinkedHashMap<>(spark);
        master.ifPresent(url -> settings.put("spark.master", url));
        return settings;
    }

    /** Prints the result in the form that was asked for. */
    void print(String command, Summary summary, PrintWriter out) {
        if (json) {
            out.println(summary.json(command));
        } else {
            summary.result()
                    .map(result -> ResultTable.of(result).lines().toList())
                    .orElseGet(() -> SummaryText.table(summary))
                    .forEach(out::println);
        }
    }
}
