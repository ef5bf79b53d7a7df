package io.tacit.spark.wire;

import java.lang.ref.Reference;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J arrays of every data type: {@code type · order · emptiness · rank · shape · elements} in the array's own order.
 * A view is gathered first; the result is never a view and lies outside of every workspace. Elements are copied from
 * native memory in chunks, so size has no limit but Kryo's buffer. Native memory is little-endian on every platform
 * that ND4J is built for.
 */
final class NdArrayCodec implements WireCodec<INDArray> {
    static final NdArrayCodec INSTANCE = new NdArrayCodec();
    private static final int MAX_RANK = 32;

    private NdArrayCodec() {}

    @Override
    public Class<INDArray> type() {
        return INDArray.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(INDArray array, WireWriter out) {
        out.int8(NdType.of(array.dataType()).code());
        out.int8(array.ordering());
        out.int8(array.isEmpty() ? 1 : 0);
        out.int8(array.rank());
        for (long axis : array.shape()) {
            out.varint(axis);
        }
        out.checksum();
        if (array.isEmpty()) {
            return;
        }
        if (array.dataType() == DataType.UTF8) {
            texts(array, out);
        } else {
            elements(contiguous(array), out);
        }
    }

    private static INDArray contiguous(INDArray array) {
        boolean packed = array.offset() == 0
                && array.data().length() == array.length()
                && (array.rank() == 0 || Shape.hasDefaultStridesForShape(array));
        return packed ? array : array.dup(array.ordering());
    }

    private static void texts(INDArray array, WireWriter out) {
        INDArray rows = array.isView() || array.ordering() != 'c' ? array.dup('c') : array;
        for (long i = 0; i < rows.length(); i++) {
            out.text(rows.getString(i));
        }
    }

    private static void elements(INDArray array, WireWriter out) {
        Nd4j.getAffinityManager().ensureLocation(array, AffinityManager.Location.HOST);
        byte[] chunk = new byte[chunkBytes(array)];
        BytePointer memory = memoryOf(array);
        long total = memory.capacity();
        for (long from = 0; from < total; from += chunk.length) {
            int n = (int) Math.min(chunk.length, total - from);
            memory.position(from).get(chunk, 0, n);
            out.bytes(chunk, 0, n);
        }
        Reference.reachabilityFence(array);
    }

    @Override
    public INDArray decode(WireReader in) {
        byte code = in.int8();
        char order = (char) in.int8();
        boolean empty = in.int8() == 1;
        byte rank = in.int8();
        if (rank < 0 || rank > MAX_RANK) {
            throw WireException.illegal("rank of an INDArray", "0 to " + MAX_RANK, rank);
        }
        long[] shape = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            shape[axis] = in.varint();
        }
        in.checksum();
        DataType type = NdType.of(code).dataType();
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            if (empty) {
                return rank == 0 ? Nd4j.empty(type) : Nd4j.create(type, shape, order);
            }
            return type == DataType.UTF8 ? texts(in, shape) : elements(in, type, shape, order);
        }
    }

    private static INDArray texts(WireReader in, long[] shape) {
        int n = 1;
        for (long axis : shape) {
            n = Math.multiplyExact(n, Math.toIntExact(axis));
        }
        String[] values = new String[n];
        for (int i = 0; i < n; i++) {
            values[i] = in.text();
        }
        return shape.length == 0 ? Nd4j.scalar(values[0]) : Nd4j.create(values).reshape('c', shape);
    }

    private static INDArray elements(WireReader in, DataType type, long[] shape, char order) {
        INDArray array = Nd4j.createUninitialized(type, shape, order);
        byte[] chunk = new byte[chunkBytes(array)];
        BytePointer memory = memoryOf(array);
        long total = memory.capacity();
        for (long from = 0; from < total; from += chunk.length) {
            int n = (int) Math.min(chunk.length, total - from);
            in.bytes(chunk, 0, n);
            memory.position(from).put(chunk, 0, n);
        }
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
        return array;
    }

    private static int chunkBytes(INDArray array) {
        return (int) Math.min(
                WireWriter.CHUNK_BYTES, array.length() * array.dataType().width());
    }

    private static BytePointer memoryOf(INDArray array) {
        long bytes = array.length() * array.dataType().width();
        return new BytePointer(array.data().pointer()).capacity(bytes);
    }
}
