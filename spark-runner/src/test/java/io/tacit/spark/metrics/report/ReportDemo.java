package io.tacit.spark.metrics.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a report to look at: the argument is the file. */
final class ReportDemo {

    private ReportDemo() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), ReportPage.html(Reports.flights(Reports.plainColumns())));
    }
}
