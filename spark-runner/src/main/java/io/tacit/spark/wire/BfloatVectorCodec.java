package io.tacit.spark.wire;

import io.tacit.spark.compress.BfloatVector;

/** {@code length · upper halves of floats}. */
final class BfloatVectorCodec implements WireCodec<BfloatVector> {
    static final BfloatVectorCodec INSTANCE = new BfloatVectorCodec();

    private BfloatVectorCodec() {}

    @Override
    public Class<BfloatVector> type() {
        return BfloatVector.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(BfloatVector v, WireWriter out) {
        out.length(v.length());
        out.shorts(v.bits());
    }

    @Override
    public BfloatVector decode(WireReader in) {
        return new BfloatVector(in.shorts(in.arrayLength()));
    }
}
