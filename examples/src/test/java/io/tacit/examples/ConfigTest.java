package io.tacit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.config.ColumnNames;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.DataConfig;
import io.tacit.spark.config.RunConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped configurations are accepted. */
class ConfigTest {
    @ParameterizedTest
    @ValueSource(strings = {"flights/flights.conf", "flights/flights-3m.conf", "toys/toys.conf"})
    void isAccepted(String file) {
        assertThat(loaded(file).output()).startsWith("runs/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flights/flights.conf", "flights/flights-3m.conf"})
    void flightsAreTheSevenColumnsOfTheShippedFile(String file) {
        DataConfig data = loaded(file).data();
        assertThat(data.columns()).isEqualTo(PrepareFlights.FEATURES);
        assertThat(data.id()).contains(PrepareFlights.RECORD);
    }

    /** Paths in the files are relative to the top of the clone, tests run one folder below. */
    private static RunConfig loaded(String file) {
        return ConfigLoader.load(Path.of(file), Map.of("--data", "flights/flights.parquet"), ColumnNames.UNKNOWN)
                .config();
    }
}
