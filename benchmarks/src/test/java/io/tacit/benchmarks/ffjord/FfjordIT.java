package io.tacit.benchmarks.ffjord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class FfjordIT {

    @ParameterizedTest
    @ValueSource(strings = {"", "--adjoint backsolve --tol 1e-3", "--adjoint direct --threads 2 --stepping per-batch"})
    void printsTheFieldsOfItsPeersAndOfTheMachine(String options) throws Exception {
        JsonNode line = run("--steps 3 --warmup 1 --batch 100 --hidden 16 --layers 1 " + options);

        assertThat(line.fieldNames())
                .toIterable()
                .contains("ms_per_step", "ms_min", "gemm_gflops", "gemm_peak_gflops", "peak_native_mb", "kernel")
                .contains("blas_core", "cpu");
        assertThat(line.get("loss").asDouble()).isBetween(0.0, 20.0);
    }

    @Test
    void aFixedScheduleTakesSixEvaluationsAStep() throws Exception {
        JsonNode line = run("--steps 2 --warmup 0 --batch 70 --hidden 16 --layers 1 --fixed-steps 3");

        assertThat(line.get("solver_steps").asInt()).isEqualTo(3);
        assertThat(line.get("nfe_forward").asDouble()).isEqualTo(18);
        assertThat(line.get("nfe_backward").asDouble()).isEqualTo(18);
    }

    @Test
    void aGradientAtATightToleranceIsThatOfFloat64() throws Exception {
        JsonNode line = run("--accuracy --batch 70 --hidden 16 --layers 1 --tol 1e-6");

        // Rounding of float32 over some twenty evaluations, and the tolerance.
        assertThat(line.get("relative_difference").asDouble()).isLessThan(1e-4);
        assertThat(line.get("cosine").asDouble()).isGreaterThan(1 - 1e-8);
    }

    @Test
    void memoryIsMeasuredForBothAdjoints() throws Exception {
        JsonNode line = run("--memory --batch 70 --hidden 16 --layers 1 --checkpoints 4 --tol 1e-3");

        assertThat(line.fieldNames()).toIterable().contains("checkpointed_ratio", "backsolve_ratio");
        assertThat(line.get("backsolve_t64_steps").asDouble())
                .isGreaterThan(line.get("backsolve_t1_steps").asDouble());
    }

    @Test
    void anOptionWithoutEffectIsRefused() {
        assertThat(commandLine(new StringWriter()).execute("--adjoint", "backsolve", "--checkpoints", "3"))
                .isEqualTo(CommandLine.ExitCode.USAGE);
    }

    private static JsonNode run(String options) throws Exception {
        StringWriter out = new StringWriter();
        int exit = commandLine(out)
                .execute(("--warmup-seconds 0 " + options).trim().split("\\s+"));
        assertThat(exit).isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    private static CommandLine commandLine(StringWriter out) {
        return Ffjord.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));
    }
}
