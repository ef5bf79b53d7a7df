package io.tacit.spark.wire;

import io.tacit.spark.worker.LossSums;

final class LossSumsCodec implements WireCodec<LossSums> {
    static final LossSumsCodec INSTANCE = new LossSumsCodec();

    private LossSumsCodec() {}

    @Override
    public Class<LossSums> type() {
        return LossSums.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(LossSums sums, WireWriter out) {
        out.float64(sums.sum());
        out.float64(sums.sumOfSquares());
        out.int64(sums.count());
    }

    @Override
    public LossSums decode(WireReader in) {
        return new LossSums(in.float64(), in.float64(), in.int64());
    }
}
