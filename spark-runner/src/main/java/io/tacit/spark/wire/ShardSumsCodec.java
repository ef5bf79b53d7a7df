package io.tacit.spark.wire;

import io.tacit.spark.worker.ShardSums;

public final class ShardSumsCodec implements WireCodec<ShardSums> {
    public static final ShardSumsCodec INSTANCE = new ShardSumsCodec();

    private ShardSumsCodec() {}

    @Override
    public Class<ShardSums> type() {
        return ShardSums.class;
    }

    @Override
    public byte version() {
        return 2;
    }

    @Override
    public void encode(ShardSums part, WireWriter out) {
        out.int32(part.worker());
        out.part(SumsCodec.INSTANCE, part.sums());
        out.int64(part.nanos());
    }

    @Override
    public ShardSums decode(WireReader in) {
        return new ShardSums(in.int32(), in.part(SumsCodec.INSTANCE), in.int64());
    }
}
