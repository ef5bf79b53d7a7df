package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.data.Split;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReportsTest {
    @Test
    @DisplayName("a title names a few columns, fewer where their names are long, and says how many there are")
    void title() {
        assertThat(Reports.title(List.of("x", "y"))).isEqualTo("Density of x, y");
        assertThat(Reports.title(Collections.nCopies(60, "x")))
                .isEqualTo("Density of 60 columns: x, x, x, x, x, x, x, x, …");
        assertThat(Reports.title(Collections.nCopies(60, "x".repeat(50)))).hasSizeLessThan(200);
        assertThat(Reports.title(List.of("x".repeat(500)))).isEqualTo("Density of " + "x".repeat(500));
    }

    @Test
    @DisplayName("the page says whose records its pictures call data")
    void note() {
        assertThat(Pictures.pointsNote(Split.Part.TEST, 4))
                .isEqualTo("Drawn are 4 held-out records, called data, and as many samples.");
        assertThat(Pictures.pointsNote(Split.Part.TRAIN, 1)).contains(" 1 training record,");
    }
}
