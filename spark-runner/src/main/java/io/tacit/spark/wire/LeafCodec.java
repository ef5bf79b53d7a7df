package io.tacit.spark.wire;

import io.tacit.spark.average.Term;

/** {@code rank · weight · vectors}. */
final class LeafCodec implements WireCodec<Term.Leaf> {
    static final LeafCodec INSTANCE = new LeafCodec();

    private LeafCodec() {}

    @Override
    public Class<Term.Leaf> type() {
        return Term.Leaf.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(Term.Leaf value, WireWriter out) {
        out.int32(value.firstRank());
        out.float64(value.weight());
        out.parts(FlatVectorCodec.INSTANCE, value.values());
    }

    @Override
    public Term.Leaf decode(WireReader in) {
        return new Term.Leaf(in.int32(), in.float64(), in.parts(FlatVectorCodec.INSTANCE));
    }
}
