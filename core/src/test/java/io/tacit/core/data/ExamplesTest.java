package io.tacit.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Records column by column: what is picked, cut and joined is what it was, whatever it is stored as. */
class ExamplesTest {

    private static final Examples RECORDS = new Examples(
            List.of(
                    Column.of("x", new float[] {1, 2, 3, 4, 5, 6}, 2),
                    Column.of(
                            Field.of("pixels", Storage.UINT8, 3),
                            new Values.Bytes(new byte[] {0, 1, 2, -1, -2, -3, 7, 8, 9})),
                    Column.of("label", 4, 5, 6),
                    new Column(
                            Field.series("visits", Storage.FLOAT64, 2),
                            new Values.Doubles(new double[] {10, 11, 20, 21, 30, 31}),
                            new int[] {0, 2, 2, 3})),
            new long[] {100, 101, 102});

    @Test
    @DisplayName("picking and joining are those of lists")
    void picked() {
        assertThat(RECORDS.pick(0, 1, 2)).isEqualTo(RECORDS);
        assertThat(RECORDS.range(1, 2)).isEqualTo(RECORDS.pick(1, 2));
        assertThat(Examples.joined(List.of(RECORDS.range(0, 1), RECORDS.range(1, 0), RECORDS.range(1, 2))))
                .isEqualTo(RECORDS);
        Examples turned = RECORDS.pick(2, 0);
        assertThat(turned.ids()).containsExactly(102, 100);
        assertThat(turned.column("visits").starts()).containsExactly(0, 1, 3);
        assertThat(turned.column("visits").get(1, 3)).isEqualTo(21);
        assertThat(turned.column("pixels").get(0, 2)).isEqualTo(9);
        assertThat(RECORDS.column("pixels").get(1, 0)).as("unsigned").isEqualTo(255);
        assertThat(RECORDS.column("visits").length(1)).isZero();
    }

    @Test
    @DisplayName("only records with finite numbers in the fields asked for are kept")
    void finite() {
        Examples some = Examples.of(
                Column.of("x", new float[] {1, Float.NaN, 3}),
                Column.of("y", new float[] {1, 2, Float.POSITIVE_INFINITY}));
        assertThat(some.finite(List.of("x")).ids()).containsExactly(0, 2);
        assertThat(some.finite(List.of("x", "y")).ids()).containsExactly(0);
        assertThat(RECORDS.finite(List.of("x", "label"))).isSameAs(RECORDS);
    }

    @Test
    @DisplayName("what does not fit is told with what was expected")
    void refused() {
        assertThatThrownBy(() -> Column.of("x", new float[5], 2))
                .hasMessageContaining("expected 2 numbers for each record, got 5");
        assertThatThrownBy(() ->
                        new Column(Field.series("s", Storage.INT32), new Values.Ints(new int[3]), new int[] {0, 2}))
                .hasMessageContaining("starts that go from 0 up to 3");
        assertThatThrownBy(() -> Column.of(Field.of("s", Storage.UINT8), new Values.Ints(new int[3])))
                .hasMessageContaining("stored as UINT8, got INT32");
        assertThatThrownBy(() -> Examples.of(Column.of("a", 1, 2), Column.of("b", 1)))
                .hasMessageContaining("expected 2 records in each column, got 1 of 'b'");
        assertThatThrownBy(() -> Examples.of(Column.of("a", 1), Column.of("a", 1)))
                .hasMessageContaining("different names");
        assertThatThrownBy(() -> Examples.of(
                        new Column(Field.series("s", Storage.INT32), new Values.Ints(new int[3]), new int[] {0, 2, 3}),
                        new Column(Field.series("r", Storage.INT32), new Values.Ints(new int[3]), new int[] {0, 1, 3})))
                .hasMessageContaining("equally long, got other lengths of 'r' than of 's'");
        assertThatThrownBy(() -> RECORDS.column("z"))
                .hasMessageContaining("expected one of [x, pixels, label, visits], got 'z'");
    }
}
