package io.tacit.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.average.AverageSlice;
import io.tacit.spark.average.Branch;
import io.tacit.spark.average.Term;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.worker.WorkerReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What trees and slices send comes back equal, bit by bit. */
class CollectiveWireTest {
    private static final AveragingConfig RULES =
            TrainingConfig.parse("averaging.optimizerState = reset").averaging();

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 reports, leaves, sums, branches and slices come back equal")
    void roundTrip(KryoWire wire) {
        Branch leaf = Branch.of(RULES, WireRoundTripTest.result());
        Branch sum = leaf.added(0, 4);
        WorkerReport flawed =
                new WorkerReport(4, 1, 0, 3, leaf.reports().get(0).sums(), 5, Optional.of("parameter 1 is NaN"));
        AverageSlice slice = AverageSlice.of(RULES, List.of(leaf.slice(0, 3)));
        assertThat(slice.means().get(0).length()).isEqualTo(333);
        for (Object value : List.of(
                flawed,
                leaf.terms().get(0),
                sum.terms().get(0),
                leaf,
                sum,
                new Branch(List.of(flawed), List.of()),
                Branch.of(List.of(sum, new Branch(List.of(flawed), List.of(later())))),
                slice,
                leaf.slice(1, 3))) {
            assertThat(wire.roundTrip(value)).isEqualTo(value);
        }
    }

    private static Term later() {
        return new Term.Leaf(77, 2, List.of(FlatVector.zeros(Precision.FLOAT32, 1000)));
    }
}
