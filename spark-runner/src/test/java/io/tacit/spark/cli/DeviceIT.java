package io.tacit.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.driver.SparkOperations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --device gpu} on a machine without one, through the command line and Spark. */
class DeviceIT {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("C28 a GPU that is not there: exit 2 with what is missing, all at once, nothing written")
    void noGpu() throws IOException {
        String err = refused("local[2]");
        assertThat(err.lines())
                .hasSize(3)
                .anyMatch(line ->
                        line.startsWith("tacit: engine.device: gpu: no CUDA backend") && line.contains("-Pcuda"))
                .anyMatch(line -> line.contains("local[2] runs 2 tasks at once") && line.contains("local[1]"));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private String refused(String master) throws IOException {
        Path data = Files.writeString(folder.resolve("points.csv"), "x,y\n1,2\n3,4\n");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new Tacit(SparkOperations::new, new PrintWriter(out, true), new PrintWriter(err, true))
                .run(
                        "train",
                        "--data",
                        data.toString(),
                        "--output",
                        folder.resolve("out").toString(),
                        "--device",
                        "gpu",
                        "--conf",
                        "spark.master=" + master,
                        "--conf",
                        "spark.driver.bindAddress=127.0.0.1",
                        "--conf",
                        "spark.driver.host=127.0.0.1");
        assertThat(code).as(err::toString).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        return err.toString();
    }
}
