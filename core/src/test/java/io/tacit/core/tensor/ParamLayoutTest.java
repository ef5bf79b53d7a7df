package io.tacit.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.tensor.ParamLayout.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParamLayoutTest {
    private final ParamLayout layout =
            ParamLayout.builder().add("w", 3, 4).add("b", 3).add("scale").build();

    @Test
    void entriesFollowEachOtherWithoutGaps() {
        assertThat(layout.entries())
                .containsExactly(
                        new Entry("w", List.of(3, 4), 0),
                        new Entry("b", List.of(3), 12),
                        new Entry("scale", List.of(), 15));
        assertThat(layout.size()).isEqualTo(16);
        assertThat(layout.entry("b").end()).isEqualTo(15);
        assertThat(layout.entry("scale").size()).isEqualTo(1);
    }

    @Test
    void appendingEqualsBuilding() {
        ParamLayout appended = ParamLayout.EMPTY
                .append("w", List.of(3, 4))
                .append("b", List.of(3))
                .append("scale", List.of());
        assertThat(appended).isEqualTo(layout).hasSameHashCodeAs(layout);
    }

    @Test
    void theEmptyLayoutHasNoSize() {
        assertThat(ParamLayout.EMPTY.size()).isZero();
        assertThat(ParamLayout.EMPTY.find("w")).isEmpty();
    }

    @Test
    void anUnknownNameIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> layout.entry("W"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no parameter 'W'; there are [w, b, scale]");
    }

    @Test
    void refusesDuplicatesGapsAndNegativeAxes() {
        assertThatThrownBy(() -> layout.append("w", List.of(1))).hasMessageContaining("'w' occurs twice");
        assertThatThrownBy(() -> new ParamLayout(List.of(new Entry("w", List.of(2), 1))))
                .hasMessageContaining("expected offset 0 (right after the one before), got 1");
        assertThatThrownBy(() -> new Entry("w", List.of(-1), 0)).hasMessageContaining("negative axis: [-1]");
        assertThatThrownBy(() -> new Entry(" ", List.of(), 0)).hasMessageContaining("name of a parameter");
    }
}
