package io.tacit.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.solve.Work;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.MeasureSums;
import io.tacit.core.train.Sums;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.ShardSums;
import io.tacit.spark.worker.WorkerResult;
import io.tacit.spark.worker.WorkerState;
import io.tacit.spark.worker.WorkerStates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written comes back equal, bit by bit, and costs at most 64 bytes more than its numbers. */
class WireRoundTripTest {
    private static final int FRAME_BYTES = 64;

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 vectors of either precision, awkward lengths and odd bits come back equal")
    void vectors(KryoWire wire) {
        FlatVector strange = FlatVector.of(Float.intBitsToFloat(0x7fc12345), -0f, Float.MIN_VALUE, Float.MAX_VALUE);
        FlatVector strangeDoubles = FlatVector.of(Double.longBitsToDouble(0x7ff8123456789abcL), -0.0, Double.MIN_VALUE);
        Stream.concat(Stream.of(strange, strangeDoubles), vectorsOfManyLengths())
                .forEach(v -> {
                    byte[] bytes = wire.write(v);
                    assertThat(wire.read(bytes)).isEqualTo(v);
                    assertThat(bytes)
                            .hasSizeLessThanOrEqualTo(v.length() * v.precision().bytes() + FRAME_BYTES);
                });
    }

    private static Stream<FlatVector> vectorsOfManyLengths() {
        return Stream.of(0, 1, 7, 16_383, 16_384, 16_385, 100_001)
                .flatMap(n -> Stream.of(Precision.values()).map(p -> ramp(p, n)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 a vector of more than 64 MB comes back equal")
    void largeVector(KryoWire wire) {
        FlatVector large = ramp(Precision.FLOAT32, 17_000_000);
        assertThat(wire.roundTrip(large)).isEqualTo(large);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 layouts, optimizer states and worker results come back equal")
    void records(KryoWire wire) {
        WorkerResult result = result();
        WorkerState workerState =
                new WorkerState(Optional.of(result.optimizer()), Optional.of(ramp(Precision.FLOAT64, 9)));
        Stream.of(
                        result,
                        result.optimizer(),
                        result.sums(),
                        Sums.NONE,
                        new RoundStart(7, 1L << 40, result.vector(), result.optimizer()),
                        new RoundStart(7, 1, result.vector(), result.optimizer(), new WorkerStates.Kept()),
                        new RoundStart(7, 1, result.vector(), result.optimizer()).within(2.5),
                        new RoundStart(
                                7,
                                1,
                                result.vector(),
                                result.optimizer(),
                                new WorkerStates.Given(Map.of(3, workerState))),
                        workerState,
                        result.with(workerState),
                        new ShardSums(3, result.sums(), 1L << 50),
                        new OptimizerState(0, Map.of()),
                        ParamLayout.EMPTY,
                        ParamLayout.builder()
                                .add("dünn.weight", 64, 3)
                                .add("scale")
                                .build())
                .forEach(value -> assertThat(wire.roundTrip(value)).isEqualTo(value));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 moments keep their order")
    void order(KryoWire wire) {
        OptimizerState back = (OptimizerState) wire.roundTrip(result().optimizer());
        assertThat(back.moments().keySet()).containsExactly("v", "m");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 with references on, a value that occurs twice is sent once")
    void references(KryoWire wire) {
        FlatVector v = ramp(Precision.FLOAT64, 1000);
        FlatVector[] back = (FlatVector[]) wire.roundTrip(new FlatVector[] {v, v});
        assertThat(back[0]).isEqualTo(v).isSameAs(back[1]);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 the result owns its memory")
    void ownsItsMemory(KryoWire wire) {
        FlatVector sent = ramp(Precision.FLOAT32, 100);
        byte[] bytes = wire.write(sent);
        FlatVector first = (FlatVector) wire.read(bytes);
        first.set(0, 77);
        assertThat(wire.read(bytes)).isEqualTo(sent);
        assertThat(sent.get(0)).isNotEqualTo(77);
    }

    static WorkerResult result() {
        Map<String, FlatVector> moments = new LinkedHashMap<>();
        moments.put("v", ramp(Precision.FLOAT64, 5));
        moments.put("m", ramp(Precision.FLOAT32, 3));
        return new WorkerResult(
                3, 1, 1_000_000_007L, ramp(Precision.FLOAT32, 1000), new OptimizerState(42, moments), sums(), 1L << 60);
    }

    private static Sums sums() {
        return new Sums(
                List.of(new MeasureSums("nll", -1.5, Double.NaN, 9, -0.0, 81), MeasureSums.none("güte")),
                9,
                1L << 33,
                new Work(1L << 40, 2, 3),
                new Work(4, 5, 6),
                List.of("the field may be stiff: try größere tolerances", ""));
    }

    static FlatVector ramp(Precision precision, int n) {
        FlatVector v = FlatVector.zeros(precision, n);
        for (int i = 0; i < n; i++) {
            v.set(i, Math.sin(i) * 1e3);
        }
        return v;
    }
}
