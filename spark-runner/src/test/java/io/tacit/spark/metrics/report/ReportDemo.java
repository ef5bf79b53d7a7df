package io.tacit.spark.metrics.report;

import io.tacit.spark.metrics.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes a report to look at: the arguments are the file, and the rounds of each phase where there are several. */
final class ReportDemo {

    private ReportDemo() {}

    public static void main(String[] arguments) throws IOException {
        ReportData flights = Reports.flights(Reports.plainColumns());
        int[] phases =
                Arrays.stream(arguments).skip(1).mapToInt(Integer::parseInt).toArray();
        ReportData data = phases.length == 0 ? flights : Reports.withRounds(flights, Rounds.phases(phases));
        Files.writeString(Path.of(arguments[0]), ReportPage.html(data));
    }
}
