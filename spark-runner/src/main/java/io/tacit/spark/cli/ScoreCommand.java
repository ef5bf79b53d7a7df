package io.tacit.spark.cli;

import io.tacit.spark.driver.ModelUse;
import io.tacit.spark.driver.Operations;
import io.tacit.spark.driver.ScoreRequest;
import io.tacit.spark.driver.Summary;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "score", description = "Writes the rows of a data set with one more column, logDensity, in nats.")
final class ScoreCommand implements TacitCommand {
    private final Supplier<Operations> operations;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(names = "--data", required = true, paramLabel = "<path or URI>", description = "The rows. Required.")
    private String data = "";

    @Option(
            names = "--output",
            required = true,
            paramLabel = "<directory or URI>",
            description = "Parquet directory to write; it must not be there. Required.")
    private String output = "";

    @Mixin
    private CommonOptions common = new CommonOptions();

    ScoreCommand(Supplier<Operations> operations) {
        this.operations = operations;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        ModelUse use = model.model(invocation, common.spark());
        Summary summary = operations.get().score(new ScoreRequest(use, data, output));
        common.print(invocation.command(), summary, invocation.out());
        return ExitCode.of(summary.ending(), new Signals());
    }
}
