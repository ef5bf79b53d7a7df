package io.tacit.spark.wire;

import io.tacit.spark.compress.BfloatVector;
import io.tacit.spark.compress.Compressed;
import io.tacit.spark.compress.DenseVector;
import io.tacit.spark.compress.Int8Vector;
import io.tacit.spark.compress.SparseVector;

/** Any compressed vector inside another value: {@code kind · vector}. */
final class CompressedCodec implements WireCodec<Compressed> {
    static final CompressedCodec INSTANCE = new CompressedCodec();

    private static final int DENSE = 0;
    private static final int BFLOAT = 1;
    private static final int INT8 = 2;
    private static final int SPARSE = 3;

    private CompressedCodec() {}

    @Override
    public Class<Compressed> type() {
        return Compressed.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(Compressed value, WireWriter out) {
        if (value instanceof DenseVector dense) {
            out.int8(DENSE);
            out.part(DenseVectorCodec.INSTANCE, dense);
        } else if (value instanceof BfloatVector bfloat) {
            out.int8(BFLOAT);
            out.part(BfloatVectorCodec.INSTANCE, bfloat);
        } else if (value instanceof Int8Vector int8) {
            out.int8(INT8);
            out.part(Int8VectorCodec.INSTANCE, int8);
        } else {
            out.int8(SPARSE);
            out.part(SparseVectorCodec.INSTANCE, (SparseVector) value);
        }
    }

    @Override
    public Compressed decode(WireReader in) {
        byte kind = in.int8();
        return switch (kind) {
            case DENSE -> in.part(DenseVectorCodec.INSTANCE);
            case BFLOAT -> in.part(BfloatVectorCodec.INSTANCE);
            case INT8 -> in.part(Int8VectorCodec.INSTANCE);
            case SPARSE -> in.part(SparseVectorCodec.INSTANCE);
            default -> throw WireException.illegal("kind of a compressed vector", "0 to 3", kind);
        };
    }
}
