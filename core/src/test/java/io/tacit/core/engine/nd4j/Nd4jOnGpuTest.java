package io.tacit.core.engine.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.engine.nd4j.GpuCode.Capability;
import io.tacit.core.engine.nd4j.GpuCode.Gpu;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With facts of machines that are not here: what keeps ND4J from a GPU. */
class Nd4jOnGpuTest {

    private static Gpu gpu(int number, String name, int major, int minor) {
        return new Gpu(number, name, new Capability(major, minor));
    }

    private static Optional<String> obstacle(Gpu... gpus) {
        return new Nd4jOnGpu(new Nd4jOnGpu.Facts(() -> true, () -> List.of(gpus), Optional::empty)).obstacle();
    }

    @ParameterizedTest
    @CsvSource({
        "Tesla K40, 3, 5, false",
        "Tesla K80, 3, 7, true",
        "Jetson TX1, 5, 3, true",
        "Tesla P100, 6, 0, true",
        "Tesla V100, 7, 0, true",
        "A100, 8, 0, true",
        "A10, 8, 6, true",
        "L40, 8, 9, true",
        "H200, 9, 0, false",
        "B200, 10, 0, false",
        "B300, 10, 3, false",
        "RTX 5090, 12, 0, false"
    })
    @DisplayName("a GPU runs code of its own major capability and no higher minor one")
    void served(String name, int major, int minor, boolean runs) {
        assertThat(obstacle(gpu(0, name, major, minor)).isEmpty()).isEqualTo(runs);
    }

    @Test
    @DisplayName("C28 a GPU that is too new is named with its capability, and what to do")
    void sentence() {
        assertThat(obstacle(gpu(0, "NVIDIA A100", 8, 0), gpu(1, "NVIDIA H200", 9, 0))
                        .orElseThrow())
                .contains("GPU 1 (NVIDIA H200)", "compute capability 9.0", "to 8.9", "CUDA_VISIBLE_DEVICES")
                .doesNotContain("A100");
    }

    @Test
    @DisplayName("ND4J is not started on a GPU that it has no code for, nor the driver asked without the backend")
    void order() {
        Nd4jOnGpu tooNew = new Nd4jOnGpu(new Nd4jOnGpu.Facts(
                () -> true, () -> List.of(gpu(0, "NVIDIA H200", 9, 0)), () -> Optional.of("started")));
        assertThat(tooNew.obstacle().orElseThrow()).doesNotContain("started");
        Nd4jOnGpu noBackend =
                new Nd4jOnGpu(new Nd4jOnGpu.Facts(() -> false, () -> List.of(gpu(0, "asked", 9, 0)), Optional::empty));
        assertThat(noBackend.obstacle().orElseThrow()).contains("-Pcuda").doesNotContain("asked");
    }

    @Test
    @DisplayName("where the driver shows none, the reason is that of starting CUDA")
    void none() {
        Nd4jOnGpu none = new Nd4jOnGpu(new Nd4jOnGpu.Facts(() -> true, List::of, () -> Optional.of("no libcuda")));
        assertThat(none.obstacle().orElseThrow()).contains("no libcuda", "driver 510");
    }

    @Test
    @DisplayName("a machine without a driver shows no GPU, and asking ends well")
    void here() {
        assertThat(CudaDriver.gpus()).allSatisfy(gpu -> assertThat(gpu.name()).isNotBlank());
    }
}
