package io.tacit.spark.data;

import io.tacit.spark.wire.WireCodec;
import io.tacit.spark.wire.WireReader;
import io.tacit.spark.wire.WireWriter;

final class RecordBlockCodec implements WireCodec<RecordBlock> {
    static final RecordBlockCodec INSTANCE = new RecordBlockCodec();

    private RecordBlockCodec() {}

    @Override
    public Class<RecordBlock> type() {
        return RecordBlock.class;
    }

    @Override
    public byte version() {
        return 2;
    }

    @Override
    public void encode(RecordBlock block, WireWriter out) {
        out.int32(block.features());
        out.length(block.ids().length);
        out.longs(block.ids());
        out.doubles(block.rows());
        out.length(block.times().length);
        out.longs(block.times());
        out.length(block.flaws().length);
        out.longs(block.flaws());
    }

    @Override
    public RecordBlock decode(WireReader in) {
        int features = in.int32();
        int records = in.arrayLength();
        long[] ids = in.longs(records);
        double[] rows = in.doubles(Math.multiplyExact(records, features));
        long[] times = in.longs(in.arrayLength());
        return new RecordBlock(features, ids, rows, times, in.longs(in.arrayLength()));
    }
}
