package io.tacit.spark.wire;

import io.tacit.spark.average.AverageSlice;

/** {@code reports · means}. */
public final class AverageSliceCodec implements WireCodec<AverageSlice> {
    public static final AverageSliceCodec INSTANCE = new AverageSliceCodec();

    private AverageSliceCodec() {}

    @Override
    public Class<AverageSlice> type() {
        return AverageSlice.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(AverageSlice value, WireWriter out) {
        out.parts(WorkerReportCodec.INSTANCE, value.reports());
        out.parts(FlatVectorCodec.INSTANCE, value.means());
    }

    @Override
    public AverageSlice decode(WireReader in) {
        return new AverageSlice(in.parts(WorkerReportCodec.INSTANCE), in.parts(FlatVectorCodec.INSTANCE));
    }
}
