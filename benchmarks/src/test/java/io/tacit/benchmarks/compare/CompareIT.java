package io.tacit.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareIT {

    @Test
    void withoutPeersOursRunAloneAndTheTablesAreAppended(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("results.md");
        StringWriter errors = new StringWriter();
        CommandLine compare = Compare.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors));

        int exit = compare.execute(
                "--peers",
                folder.toString(),
                "--row",
                "2,16,1,64",
                "--threads",
                "1",
                "--steps",
                "2",
                "--rounds",
                "1",
                "--warmup-seconds",
                "0",
                "--append",
                file.toString());

        assertThat(exit).as(errors.toString()).isZero();
        assertThat(errors.toString()).contains("no peers: --peers has no file ffjord_torch.py");
        assertThat(Files.readString(file))
                .contains("| 2, 16, 1, 64 | 1 | tacit |")
                .contains("| 2, 16, 1, 64 | 1 | tacit, fixed steps |")
                .doesNotContain(folder.toString());
    }
}
