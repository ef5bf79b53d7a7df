package io.tacit.spark.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private final List<String> present = List.of("delay", "distance", "originLatitude");

    @Test
    void countsEdits() {
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.distance("Delay", "delay")).isZero();
    }

    @Test
    void namesTheNearest() {
        assertThat(NearestName.advice("delai", present)).isEqualTo("did you mean 'delay'?");
    }

    @Test
    void orWhatThereIs() {
        assertThat(NearestName.advice("humidity", present)).isEqualTo("it has 'delay', 'distance', 'originLatitude'");
        assertThat(NearestName.advice("x", List.of())).isEqualTo("it has no columns");
    }
}
