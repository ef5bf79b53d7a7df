package io.tacit.spark.cli;

import io.tacit.spark.checkpoint.Storage;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Problem;
import io.tacit.spark.driver.Summary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "inspect",
        description = "Shows what a run, a checkpoint, a model or a safetensors file holds, and verifies it.")
final class InspectCommand implements TacitCommand {
    @Parameters(paramLabel = "PATH", description = "Directory or safetensors file, path or URI.")
    private String path = "";

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public ExitCode run(Invocation invocation) {
        invocation.demandNoProblems();
        try {
            common.print(invocation.command(), inspect(new Path(path)), invocation.out());
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Summary inspect(Path place) throws IOException {
        FileSystem files = Storage.of(place, new Configuration());
        if (!files.exists(place)) {
            throw new ConfigProblems(List.of(Problem.of("", "PATH", "no such file or directory: " + place)));
        }
        return new Inspection(files).of(place);
    }
}
