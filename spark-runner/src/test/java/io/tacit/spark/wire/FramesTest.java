package io.tacit.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value is what its bytes say, into however many arrays they are cut. */
class FramesTest {
    private static final FlatVectorCodec CODEC = FlatVectorCodec.INSTANCE;

    @Test
    @DisplayName("C23 pieces of several values, one after the other, are told apart")
    void pieces() {
        FlatVector large = WireRoundTripTest.ramp(Precision.FLOAT32, Frames.PIECE_BYTES / Float.BYTES + 1);
        FlatVector small = WireRoundTripTest.ramp(Precision.FLOAT64, 3);
        List<byte[]> all = new ArrayList<>();
        List.of(small, large, small).forEach(value -> all.addAll(Frames.pieces(CODEC, value)));
        assertThat(all).hasSize(4);

        List<FlatVector> back = new ArrayList<>();
        Frames.values(CODEC, all.iterator()).forEachRemaining(back::add);
        assertThat(back).containsExactly(small, large, small);
    }

    @Test
    @DisplayName("C23 a value that fills its last piece ends with an empty one")
    void exact() {
        ParamLayoutCodec codec = ParamLayoutCodec.INSTANCE;
        int around = Frames.array(codec, named(Frames.PIECE_BYTES)).length - Frames.PIECE_BYTES;
        ParamLayout exact = named(Frames.PIECE_BYTES - around);
        List<byte[]> pieces = Frames.pieces(codec, exact);
        assertThat(pieces).extracting(piece -> piece.length).containsExactly(Frames.PIECE_BYTES, 0);
        assertThat(Frames.values(codec, pieces.iterator()).next()).isEqualTo(exact);
    }

    private static ParamLayout named(int length) {
        return ParamLayout.builder().add("n".repeat(length), 1).build();
    }

    @Test
    @DisplayName("C23 a value whose last pieces are missing is refused")
    void cutOff() {
        FlatVector large = FlatVector.zeros(Precision.FLOAT32, Frames.PIECE_BYTES / Float.BYTES + 1);
        List<byte[]> first = List.of(Frames.pieces(CODEC, large).get(0));
        List<byte[]> pieces = Frames.byValue(first.iterator()).next();
        assertThatThrownBy(() -> Frames.value(CODEC, pieces))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("FlatVector arrived damaged or cut off");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000, 1024, 5000})
    @DisplayName("a cutter's pieces have one size but for the last, and joined they are what was written")
    void cutter(int pieceBytes) throws IOException {
        Cutter cutter = new Cutter(pieceBytes);
        byte[] written = new byte[10_000];
        for (int i = 0, n; i < written.length; i += n) {
            n = Math.min(1 + i % 777, written.length - i);
            for (int j = i; j < i + n; j++) {
                written[j] = (byte) (j * 31);
            }
            cutter.write(written, i, n);
        }
        List<byte[]> pieces = cutter.pieces();
        assertThat(pieces.subList(0, pieces.size() - 1)).allMatch(piece -> piece.length == pieceBytes);
        assertThat(Cutter.joined(pieces).readAllBytes()).isEqualTo(written);
    }
}
