package io.tacit.spark.wire;

import io.tacit.spark.worker.WorkerShard;

public final class WorkerShardCodec implements WireCodec<WorkerShard> {
    public static final WorkerShardCodec INSTANCE = new WorkerShardCodec();

    private WorkerShardCodec() {}

    @Override
    public Class<WorkerShard> type() {
        return WorkerShard.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(WorkerShard shard, WireWriter out) {
        out.int32(shard.worker());
        out.int32(shard.features());
        out.length(shard.count());
        out.longs(shard.ids());
        out.floats(shard.rows());
    }

    @Override
    public WorkerShard decode(WireReader in) {
        int worker = in.int32();
        int features = in.int32();
        int examples = in.arrayLength();
        return new WorkerShard(worker, features, in.longs(examples), in.floats(Math.multiplyExact(examples, features)));
    }
}
