package io.tacit.spark.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleGpusTest {
    private static final Map<String, String> NOTHING_SAID = Map.of();

    private static VisibleGpus list(String value) {
        return VisibleGpus.of(Map.of("CUDA_VISIBLE_DEVICES", value));
    }

    @Test
    @DisplayName("C28 without CUDA_VISIBLE_DEVICES an address is CUDA's number")
    void index() {
        assertThat(VisibleGpus.of(NOTHING_SAID).number("3")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2,3|3|1",
                "3,2|3|0",
                "'0, 1 ,5'|5|2",
                "GPU-8f3,GPU-c41d|GPU-c41d0b7a-77|1",
                "MIG-11,MIG-22|MIG-22|1",
                "4,-1,7|4|0"
            })
    @DisplayName("C28 with it, CUDA's number is the place in that list")
    void place(String list, String address, int number) {
        assertThat(list(list).number(address)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2,3|0", "''|0", "4,-1,7|7", "GPU-8f3,GPU-c41|1", "0,1|GPU-8f3", "GPU-8f3,GPU-8f3e|GPU-8f3e5"})
    @DisplayName("C28 an address that is not in it, or not once, is refused with both")
    void notThere(String list, String address) {
        String heeded = list.replaceAll(",-1.*", "");
        assertThatThrownBy(() -> list(list).number(address))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("'" + address + "'", "CUDA_VISIBLE_DEVICES=" + heeded, "discovery script");
    }

    @Test
    @DisplayName("C28 a UUID without a list to find it in is refused")
    void uuidAlone() {
        assertThatThrownBy(() -> VisibleGpus.of(NOTHING_SAID).number("GPU-8f3"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("GPU-8f3", "CUDA_VISIBLE_DEVICES is not set", "indices");
    }
}
