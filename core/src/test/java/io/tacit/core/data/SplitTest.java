package io.tacit.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.data.Split.Part;
import io.tacit.core.random.RandomKey;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final RandomKey KEY = RandomKey.of(3).with("split");
    private static final int RECORDS = 100_000;

    @Test
    void sharesAreAsAskedFor() {
        Split split = new Split(0.05, 0.1, KEY);
        Map<Part, Integer> counts = new EnumMap<>(Part.class);
        for (long id = 0; id < RECORDS; id++) {
            counts.merge(split.of(id), 1, Integer::sum);
        }
        // Five standard deviations of a binomial share.
        assertThat((double) counts.get(Part.TEST) / RECORDS).isCloseTo(0.1, within(5 * Math.sqrt(0.09 / RECORDS)));
        assertThat((double) counts.get(Part.VALIDATION) / RECORDS)
                .isCloseTo(0.05, within(5 * Math.sqrt(0.0475 / RECORDS)));
    }

    @Test
    void aSmallerTestShareTakesASubset() {
        Split small = new Split(0, 0.1, KEY);
        Split large = new Split(0.2, 0.3, KEY);
        for (long id = 0; id < 1000; id++) {
            if (small.of(id) == Part.TEST) {
                assertThat(large.of(id)).isEqualTo(Part.TEST);
            }
        }
    }

    @Test
    void theSameForEver() {
        Split split = new Split(0.3, 0.3, RandomKey.of(1));
        StringBuilder parts = new StringBuilder();
        for (long id = 0; id < 12; id++) {
            parts.append(split.of(id).ordinal()).append(split.of("id" + id).ordinal());
        }
        assertThat(parts).hasToString("100122020100002202002110");
    }

    @Test
    void withoutSharesAllIsTraining() {
        Split split = new Split(0, 0, KEY);
        for (long id = 0; id < 1000; id++) {
            assertThat(split.of(id)).isEqualTo(Part.TRAIN);
        }
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new Split(0.5, 0.5, KEY)).hasMessageContaining("got 0.5 and 0.5");
        assertThatThrownBy(() -> new Split(-0.1, 0.5, KEY)).hasMessageContaining("expected 0 or more each");
        assertThatThrownBy(() -> new Split(Double.NaN, 0, KEY)).hasMessageContaining("got NaN");
    }
}
