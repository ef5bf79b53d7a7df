package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.config.ColumnNames;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.RunConfig;
import io.tacit.spark.model.CnfFactory;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryDemandTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1, 1", "7, 64, 3, 1", "2, 5, 1, 3", "3, 16, 4, 2"})
    @DisplayName("The number of parameters is that of the model that would be made")
    void parameters(int dimension, int hidden, int layers, int blocks) {
        RunConfig config = config(hidden, layers, blocks);
        assertThat(MemoryDemand.parameters(config.model(), dimension))
                .isEqualTo(new CnfFactory(config.model(), dimension).layout().size());
    }

    @Test
    @DisplayName("Beyond 2^31 nothing overflows: three layers of 65,536 are 2 · 65,536² weights and 32 GiB")
    void large() {
        MemoryDemand demand = MemoryDemand.of(config(65_536, 3, 1), 7);
        assertThat(demand.parameters()).isGreaterThan(2L * 65_536 * 65_536);
        assertThat(demand.worker()).isEqualTo(demand.parameters() * 4 * (2 + 2));
        assertThat(demand.driver()).isEqualTo(demand.parameters() * (4 * 3 + 16));
    }

    private static RunConfig config(int hidden, int layers, int blocks) {
        return ConfigLoader.load(
                        Map.of(
                                "--data", ".",
                                "--output", "out",
                                "--hidden", String.valueOf(hidden),
                                "--layers", String.valueOf(layers),
                                "--blocks", String.valueOf(blocks)),
                        ColumnNames.UNKNOWN)
                .config();
    }
}
