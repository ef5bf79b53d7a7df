package io.tacit.spark.cli;

import io.tacit.spark.config.Problem;
import io.tacit.spark.driver.ModelUse;
import io.tacit.spark.driver.Operations;
import io.tacit.spark.driver.SampleRequest;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "sample", description = "Draws records from a model and writes them as Parquet.")
final class SampleCommand implements TacitCommand {
    private final Supplier<Operations> operations;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(
            names = "--count",
            paramLabel = "<records>",
            description = "How many. Default: ${DEFAULT-VALUE} records.",
            defaultValue = "1000")
    private long count;

    @Option(
            names = "--seed",
            paramLabel = "<64-bit number>",
            description = "The same seed gives the same records. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private long seed;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    SampleCommand(Supplier<Operations> operations) {
        this.operations = operations;
    }

    @Override
    public ExitCode run(Invocation invocation) {
        ModelUse use = model.model(invocation.with(problems()), common.spark());
        return new Watched(invocation, common, new Signals())
                .run(watcher ->
                        operations.get().sample(new SampleRequest(use, count, seed, output.destination(), watcher)));
    }

    private List<Problem> problems() {
        return count < 1
                ? List.of(Problem.of("", "--count", "expected a whole number of 1 or more, got " + count))
                : List.of();
    }
}
