package io.tacit.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** ND4J arrays of every kind come back with the same type, shape, order and bits, in memory of their own. */
class NdArrayWireTest {
    private static final int FRAME_BYTES = 64;

    static Stream<DataType> numeric() {
        return Arrays.stream(NdType.values()).map(NdType::dataType).filter(t -> t != DataType.UTF8);
    }

    @ParameterizedTest
    @MethodSource("numeric")
    @DisplayName("C23 every data type: c and f order, views, strided, scalar, empty")
    void everyDataType(DataType type) {
        INDArray whole = Nd4j.arange(0, 60).reshape(3, 4, 5).castTo(type);
        List<INDArray> arrays = List.of(
                whole,
                whole.dup('f'),
                whole.permute(2, 0, 1),
                whole.get(point(1), all(), all()),
                whole.get(all(), interval(1, 3), interval(0, 2, 5)),
                whole.slice(2).transpose(),
                whole.get(point(1), point(2), interval(1, 4)),
                Nd4j.scalar(type, 1),
                whole.getScalar(1, 2, 3),
                Nd4j.empty(type),
                Nd4j.create(type, 0, 3),
                Nd4j.create(type, 1, 1, 1, 1, 2));
        for (KryoWire wire : KryoWire.values()) {
            arrays.forEach(array -> assertSame(wire, array));
        }
    }

    private static void assertSame(KryoWire wire, INDArray array) {
        byte[] bytes = wire.write(array);
        INDArray back = (INDArray) wire.read(bytes);
        assertThat(back.dataType()).isEqualTo(array.dataType());
        assertThat(back.shape()).isEqualTo(array.shape());
        assertThat(back.isEmpty()).isEqualTo(array.isEmpty());
        long raw = array.isEmpty() ? 0 : array.length() * array.dataType().width();
        assertThat((long) bytes.length).isLessThanOrEqualTo(raw + FRAME_BYTES);
        if (!array.isEmpty()) {
            assertThat(back.ordering()).isEqualTo(array.ordering());
            assertThat(logicalBits(back)).isEqualTo(logicalBits(array));
        }
    }

    /** The elements in row-major order as raw bytes. */
    private static byte[] logicalBits(INDArray array) {
        INDArray rows = array.dup('c');
        byte[] bits = new byte[(int) (rows.length() * rows.dataType().width())];
        new org.bytedeco.javacpp.BytePointer(rows.data().pointer())
                .capacity(bits.length)
                .get(bits);
        return bits;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 NaN payloads and signed zeros keep their bits")
    void oddBits(KryoWire wire) {
        assertSame(wire, Nd4j.createFromArray(Float.intBitsToFloat(0x7fc12345), -0f, Float.NEGATIVE_INFINITY));
        assertSame(wire, Nd4j.createFromArray(Double.longBitsToDouble(0xfff8123456789abcL), -0.0));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 text arrays")
    void text(KryoWire wire) {
        INDArray words = Nd4j.create("Zürich", "", "a longer word").reshape(3);
        INDArray back = (INDArray) wire.roundTrip(words);
        assertThat(back.shape()).isEqualTo(words.shape());
        for (int i = 0; i < 3; i++) {
            assertThat(back.getString(i)).isEqualTo(words.getString(i));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 more than 64 MB, in chunks")
    void large(KryoWire wire) {
        assertSame(wire, Nd4j.linspace(DataType.FLOAT, 0, 1, 17_000_000));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C23 the result owns its memory: not the sender's, not a workspace's")
    void ownsItsMemory(KryoWire wire) {
        INDArray sent = Nd4j.arange(10).castTo(DataType.FLOAT);
        byte[] bytes = wire.write(sent);
        INDArray back;
        try (MemoryWorkspace scope = Nd4j.getWorkspaceManager()
                .getAndActivateWorkspace(
                        WorkspaceConfiguration.builder().initialSize(1 << 20).build(), "C23")) {
            back = (INDArray) wire.read(bytes);
        }
        assertThat(back.isAttached()).isFalse();
        sent.assign(-1);
        assertThat(back).isEqualTo(Nd4j.arange(10).castTo(DataType.FLOAT));
    }
}
