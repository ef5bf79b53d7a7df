package io.tacit.spark.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.metrics.report.ReportData.Column;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ColumnLabelsTest {
    private static final String FILL = " of the quite extraordinarily long name";

    @Test
    @DisplayName("short labels are whole, long ones that differ at an end lose their middle")
    void plain() {
        ColumnLabels labels = labels(i -> i == 0 ? "height" : "c" + i + FILL + i);
        assertThat(labels.shown().values()).contains("height, m").doesNotHaveDuplicates();
        assertThat(labels.legend()).isEmpty();
        assertThat(labels.of(new Column("c3" + FILL + "3", "m")))
                .startsWith("c3 of")
                .endsWith("name3, m");
    }

    @Test
    @DisplayName("those that are the same at both ends keep the part in which they differ")
    void middle() {
        ColumnLabels labels = labels(i -> "the" + FILL + " of column number " + i + " in metres per square second");
        assertThat(labels.shown().values()).doesNotHaveDuplicates().allSatisfy(label -> assertThat(label)
                .hasSizeLessThanOrEqualTo(30));
        assertThat(labels.of(new Column("the" + FILL + " of column number 11 in metres per square second", "m")))
                .contains("number 11 in");
        assertThat(labels.legend()).isEmpty();
    }

    @Test
    @DisplayName("those that differ in places far apart are numbered, and a legend has their names")
    void numbered() {
        ColumnLabels labels = labels(i -> "the" + FILL + i / 4 + FILL + i % 4 + FILL);
        assertThat(labels.shown().values()).doesNotHaveDuplicates().allSatisfy(label -> assertThat(label)
                .hasSizeLessThanOrEqualTo(30));
        assertThat(labels.of(new Column("the" + FILL + 1 + FILL + 2 + FILL, "m")))
                .startsWith("7: the");
        assertThat(labels.legend()).contains("7: the" + FILL + 1 + FILL + 2 + FILL + ", m");
    }

    @Test
    @DisplayName("one label may be the beginning of another")
    void beginning() {
        ColumnLabels labels = labels(i -> "x".repeat(40 + i));
        assertThat(labels.shown().values()).hasSize(12).doesNotHaveDuplicates();
    }

    private static ColumnLabels labels(IntFunction<String> names) {
        List<Column> columns = IntStream.range(0, 12)
                .mapToObj(i -> new Column(names.apply(i), "m"))
                .toList();
        return ColumnLabels.of(columns);
    }
}
