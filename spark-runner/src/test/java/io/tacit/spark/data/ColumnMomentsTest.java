package io.tacit.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ColumnMomentsTest {
    @Test
    void meanAndDeviation() {
        ColumnStatistics s = of(2, 4, 4, 4, 5, 5, 7, 9).statistics("x");
        assertThat(s).isEqualTo(new ColumnStatistics("x", 8, 5, 2, 2, 9));
    }

    /** Σx² - (Σx)²/n in doubles would have no correct digit here. */
    @Test
    void deviationFarFromZeroIsExact() {
        ColumnStatistics s = of(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).statistics("x");
        assertThat(s.mean()).isEqualTo(1e9 + 10);
        assertThat(s.deviation()).isCloseTo(Math.sqrt(22.5), within(1e-15));
    }

    @Test
    void equalValuesHaveNoDeviation() {
        assertThat(of(0.1, 0.1, 0.1).statistics("x").deviation()).isZero();
        assertThat(of(0.1, 0.1, 0.1).statistics("x").isConstant()).isTrue();
    }

    @Test
    void travelAndMergingKeepEverything() {
        ColumnMoments left = of(1, 2, 3);
        left.add(ColumnMoments.ofLongs(of(-4, 5.5).toLongs()));
        assertThat(left.toLongs()).isEqualTo(of(5.5, 3, 2, -4, 1).toLongs());
    }

    private static ColumnMoments of(double... values) {
        ColumnMoments moments = new ColumnMoments();
        DoubleStream.of(values).forEach(moments::add);
        return moments;
    }
}
