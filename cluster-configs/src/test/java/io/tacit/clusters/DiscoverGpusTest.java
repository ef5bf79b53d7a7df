package io.tacit.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The discovery script beside an nvidia-smi that only says what a real one would. */
class DiscoverGpusTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("Spark reads the addresses of all GPUs")
    void several() throws Exception {
        Script.End end = discover("[[ $* == '--query-gpu=index --format=csv,noheader' ]] && printf '0\\n1\\n10\\n'");
        assertThat(end.code()).as(end.err()).isZero();
        ResourceInformation gpus = ResourceInformation.parseJson(end.out());
        assertThat(gpus.name()).isEqualTo("gpu");
        assertThat(gpus.addresses()).containsExactly("0", "1", "10");
    }

    @Test
    void one() throws Exception {
        assertThat(discover("echo 0").out()).isEqualTo("{\"name\": \"gpu\", \"addresses\": [\"0\"]}\n");
    }

    @Test
    void withoutDriver() throws Exception {
        refuses(discover(), "there is no nvidia-smi");
    }

    @Test
    void driverThatFails() throws Exception {
        refuses(discover("echo 'No devices were found'; exit 6"), "said 'No devices were found'");
    }

    @Test
    void noGpu() throws Exception {
        refuses(discover("true"), "nvidia-smi knows of no GPU");
    }

    private static void refuses(Script.End end, String reason) {
        assertThat(end.code()).isEqualTo(1);
        assertThat(end.out()).isEmpty();
        assertThat(end.err()).startsWith("discover-gpus: ").contains(reason);
    }

    private Script.End discover(String nvidiaSmi) throws IOException, InterruptedException {
        program("nvidia-smi", "#!/bin/bash\n" + nvidiaSmi);
        return discover();
    }

    /** Whatever nvidia-smi this machine has is not on the path. */
    private Script.End discover() throws IOException, InterruptedException {
        program("bash", "#!/bin/sh\nexec /bin/bash \"$@\"");
        return Script.of(Path.of("discover-gpus")).run(Map.of("PATH", folder.toString()));
    }

    private void program(String name, String text) throws IOException {
        Path program = Files.writeString(folder.resolve(name), text + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
