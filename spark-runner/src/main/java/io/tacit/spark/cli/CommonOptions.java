package io.tacit.spark.cli;

import io.tacit.spark.driver.Summary;
import io.tacit.spark.metrics.ResultTable;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
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

    boolean json() {
        return json;
    }

    Map<String, String> spark() {
        return spark;
    }

    /** Prints the result in the form that was asked for. */
    void print(String command, Summary summary, PrintWriter out) {
        if (json) {
            out.println(SummaryText.json(command, summary));
        } else {
            summary.result()
                    .map(result -> ResultTable.of(result).lines().toList())
                    .orElseGet(() -> SummaryText.table(summary))
                    .forEach(out::println);
        }
    }
}
