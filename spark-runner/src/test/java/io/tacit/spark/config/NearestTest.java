package io.tacit.spark.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"'', abc, 3", "kitten, sitting, 3", "ab, ba, 1", "batch, batch, 0", "tahn, tanh, 1"})
    void distances(String a, String b, int expected) {
        assertThat(Nearest.distance(a, b)).isEqualTo(expected).isEqualTo(Nearest.distance(b, a));
    }

    @Test
    void onlyWhatMayHaveBeenMeant() {
        List<String> valid = List.of("delay", "distance", "origin_lat");
        assertThat(Nearest.to("distanse", valid)).contains("distance");
        assertThat(Nearest.to("originLat", valid)).contains("origin_lat");
        assertThat(Nearest.to("temperature", valid)).isEmpty();
        assertThat(Nearest.to("b", List.of("a", "c"))).isEmpty();
        assertThat(Nearest.to("B", List.of("a", "b"))).contains("b");
        assertThat(Nearest.to("zz", List.of("x", "lr"))).isEmpty();
        assertThat(Nearest.to("lrr", List.of("l", "lr"))).contains("lr");
    }
}
