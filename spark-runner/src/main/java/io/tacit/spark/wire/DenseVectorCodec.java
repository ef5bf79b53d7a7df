package io.tacit.spark.wire;

import io.tacit.spark.compress.DenseVector;

/** {@code vector}. */
final class DenseVectorCodec implements WireCodec<DenseVector> {
    static final DenseVectorCodec INSTANCE = new DenseVectorCodec();

    private DenseVectorCodec() {}

    @Override
    public Class<DenseVector> type() {
        return DenseVector.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(DenseVector v, WireWriter out) {
        out.part(FlatVectorCodec.INSTANCE, v.values());
    }

    @Override
    public DenseVector decode(WireReader in) {
        return new DenseVector(in.part(FlatVectorCodec.INSTANCE));
    }
}
