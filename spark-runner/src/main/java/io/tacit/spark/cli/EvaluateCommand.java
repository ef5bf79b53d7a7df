package io.tacit.spark.cli;

import io.tacit.spark.config.Keys;
import io.tacit.spark.driver.ModelUse;
import io.tacit.spark.driver.Operations;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

@Command(
        name = "evaluate",
        description = "Measures the held-out negative log-likelihood of a model, in nats, beside baselines, with the"
                + " error of the measurement.")
final class EvaluateCommand implements TacitCommand {
    private final Supplier<Operations> operations;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    EvaluateCommand(Supplier<Operations> operations) {
        this.operations = operations;
    }

    @Override
    public void declare(CommandSpec spec) {
        Keys.measuring().forEach(key -> spec.addOption(KeyOptions.option(key)));
    }

    @Override
    public ExitCode run(Invocation invocation) {
        ModelUse use = model.model(invocation, common.spark());
        return new Watched(invocation, common, new Signals())
                .run(watcher -> operations.get().evaluate(use, watcher));
    }
}
