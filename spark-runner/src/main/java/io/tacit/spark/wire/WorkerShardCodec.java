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
        return 2;
    }

    @Override
    public void encode(WorkerShard shard, WireWriter out) {
        out.int32(shard.worker());
        out.part(ExamplesCodec.INSTANCE, shard.all());
    }

    @Override
    public WorkerShard decode(WireReader in) {
        return new WorkerShard(in.int32(), in.part(ExamplesCodec.INSTANCE));
    }
}
