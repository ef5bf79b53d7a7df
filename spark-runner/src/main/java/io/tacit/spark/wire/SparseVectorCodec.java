package io.tacit.spark.wire;

import io.tacit.spark.compress.SparseVector;

/** {@code length of the vector · indices · values}. */
final class SparseVectorCodec implements WireCodec<SparseVector> {
    static final SparseVectorCodec INSTANCE = new SparseVectorCodec();

    private SparseVectorCodec() {}

    @Override
    public Class<SparseVector> type() {
        return SparseVector.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(SparseVector v, WireWriter out) {
        out.int32(v.length());
        out.length(v.indices().length);
        out.ints(v.indices());
        out.part(FlatVectorCodec.INSTANCE, v.values());
    }

    @Override
    public SparseVector decode(WireReader in) {
        int length = in.int32();
        return new SparseVector(length, in.ints(in.arrayLength()), in.part(FlatVectorCodec.INSTANCE));
    }
}
