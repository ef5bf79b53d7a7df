package io.tacit.spark.wire;

import io.tacit.spark.worker.ShardLoss;

public final class ShardLossCodec implements WireCodec<ShardLoss> {
    public static final ShardLossCodec INSTANCE = new ShardLossCodec();

    private ShardLossCodec() {}

    @Override
    public Class<ShardLoss> type() {
        return ShardLoss.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(ShardLoss part, WireWriter out) {
        out.int32(part.worker());
        out.part(LossSumsCodec.INSTANCE, part.loss());
        out.part(WorkCountersCodec.INSTANCE, part.work());
        out.texts(part.advice());
    }

    @Override
    public ShardLoss decode(WireReader in) {
        return new ShardLoss(
                in.int32(), in.part(LossSumsCodec.INSTANCE), in.part(WorkCountersCodec.INSTANCE), in.texts());
    }
}
