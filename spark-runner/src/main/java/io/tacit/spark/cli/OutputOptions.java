package io.tacit.spark.cli;

import io.tacit.spark.driver.Destination;
import picocli.CommandLine.Option;

/** Where the commands that leave a table leave it. */
final class OutputOptions {
    @Option(
            names = "--output",
            required = true,
            paramLabel = "<directory or URI>",
            description = "Parquet directory to write, by its literal name; whole, or not at all. Required.")
    private String output = "";

    @Option(names = "--overwrite", description = "Replace the table that is there. Default: refused, exit 2.")
    private boolean overwrite;

    Destination destination() {
        return new Destination(output, overwrite ? Destination.Existing.REPLACED : Destination.Existing.REFUSED);
    }
}
