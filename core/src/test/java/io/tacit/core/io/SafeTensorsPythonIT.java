package io.tacit.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another language reads what we write: by its standard reader, and by a parser that knows only the format's text. */
class SafeTensorsPythonIT {
    private static final String EXPECTED =
            """
            dense.b [2] [4.0, 0.1]
            dense.w [2, 3] [1.0, -2.0, 0.5, 1e-30, 7.0, 8.0]
            scale [] [2.5]
            """;

    /** A list of "name shape values" in the order of names; Python prints doubles as Java parses them. */
    private static final String PLAIN =
            """
            import json, struct, sys
            raw = open(sys.argv[1], 'rb').read()
            n, = struct.unpack('<Q', raw[:8])
            header = json.loads(raw[8:8 + n])
            assert header.pop('__metadata__') == {'made': 'here'}
            assert (8 + n) % 8 == 0
            for name in sorted(header):
                h = header[name]
                a, b = h['data_offsets']
                kind = {'F32': 'f', 'F64': 'd'}[h['dtype']]
                values = struct.unpack('<%d%s' % ((b - a) // struct.calcsize(kind), kind), raw[8 + n + a:8 + n + b])
                print(name, h['shape'], [float('%.6g' % v) for v in values])
            assert 8 + n + max(h['data_offsets'][1] for h in header.values()) == len(raw)
            """;

    private static final String STANDARD =
            """
            import sys
            from safetensors import safe_open
            with safe_open(sys.argv[1], framework='numpy') as f:
                assert f.metadata() == {'made': 'here'}
                for name in sorted(f.keys()):
                    v = f.get_tensor(name)
                    print(name, list(v.shape), [float('%.6g' % x) for x in v.ravel()])
            """;

    @TempDir
    Path folder;

    @Test
    @DisplayName("U11 parameters are read from Python with nothing but its standard library")
    void plainPythonReadsOurFiles() throws Exception {
        assumeTrue(succeeds("import json"), "python3 is not on the path: nothing to compare with");
        for (Precision precision : Precision.values()) {
            assertThat(python(PLAIN, write(precision))).isEqualTo(EXPECTED);
        }
    }

    @Test
    @DisplayName("U11 parameters are read from Python with the reader of the package safetensors")
    void theStandardReaderReadsOurFiles() throws Exception {
        assumeTrue(
                succeeds("import safetensors.numpy"),
                "python3 with the packages safetensors and numpy is not there: nothing to compare with");
        for (Precision precision : Precision.values()) {
            assertThat(python(STANDARD, write(precision))).isEqualTo(EXPECTED);
        }
    }

    @Test
    @DisplayName("U11 and what that package writes, we read")
    void weReadFilesOfTheStandardWriter() throws Exception {
        assumeTrue(
                succeeds("import safetensors.numpy"),
                "python3 with the packages safetensors and numpy is not there: nothing to compare with");
        Path file = folder.resolve("theirs.safetensors");
        python(
                """
                import sys, numpy as np
                from safetensors.numpy import save_file
                save_file({'w': np.array([[1, 2, 3], [4, 5, 6]], np.float32), 'b': np.array([.5], np.float32),
                           'a': np.array(7, np.float32)}, sys.argv[1], metadata={'made': 'there'})
                """,
                file);
        try (InputStream in = Files.newInputStream(file)) {
            TensorFile theirs = SafeTensors.read(in, file.toString());
            assertThat(theirs.metadata()).containsEntry("made", "there");
            ParamLayout layout =
                    ParamLayout.builder().add("w", 2, 3).add("a").add("b", 1).build();
            assertThat(theirs.theta(layout, file.toString()))
                    .isEqualTo(FlatVector.of(1f, 2f, 3f, 4f, 5f, 6f, 7f, 0.5f));
        }
    }

    private Path write(Precision precision) throws IOException {
        ParamLayout layout = ParamLayout.builder()
                .add("dense.w", 2, 3)
                .add("dense.b", 2)
                .add("scale")
                .build();
        FlatVector theta = FlatVector.of(1, -2, 0.5, 1e-30, 7, 8, 4, 0.1, 2.5).to(precision);
        Path file = folder.resolve(precision + ".safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            SafeTensors.write(TensorFile.of(layout, theta).plus("made", "here"), out);
        }
        return file;
    }

    private boolean succeeds(String script) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("python3", "-c", script)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String python(String script, Path argument) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder("python3", "-c", script, argument.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        process.destroy();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(ended).as("python3 ended").isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
