package io.tacit.spark.cli;

import io.tacit.spark.config.Keys;
import io.tacit.spark.config.LocalFiles;
import io.tacit.spark.config.Problem;
import io.tacit.spark.data.ScoreTable;
import io.tacit.spark.driver.ModelUse;
import io.tacit.spark.driver.Operations;
import io.tacit.spark.driver.ScoreRequest;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

@Command(
        name = "score",
        description =
                "Writes the rows of a data set with one more column: the log-density in nats, in the units of the data. It is"
                        + " -Infinity where no double can hold it or no solver finds it, and null where the row itself is no record;"
                        + " never NaN.")
final class ScoreCommand implements TacitCommand {
    private final Supplier<Operations> operations;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(names = "--data", required = true, paramLabel = "<path or URI>", description = "The rows. Required.")
    private String data = "";

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--column",
            paramLabel = "<name>",
            defaultValue = ScoreTable.COLUMN,
            description = "Name of that column; the data must not have it. Default: ${DEFAULT-VALUE}.")
    private String column = ScoreTable.COLUMN;

    @Mixin
    private CommonOptions common = new CommonOptions();

    ScoreCommand(Supplier<Operations> operations) {
        this.operations = operations;
    }

    @Override
    public void declare(CommandSpec spec) {
        Keys.reading().forEach(key -> spec.addOption(KeyOptions.option(key)));
    }

    @Override
    public ExitCode run(Invocation invocation) {
        ModelUse use = model.model(invocation.with(problems()), common.spark());
        return new Watched(invocation, common, new Signals())
                .run(watcher ->
                        operations.get().score(new ScoreRequest(use, data, output.destination(), column, watcher)));
    }

    /** Data that are not there are told with everything else that is wrong. */
    private List<Problem> problems() {
        return LocalFiles.missing(data).map(what -> Problem.of("", "--data", what)).stream()
                .toList();
    }
}
