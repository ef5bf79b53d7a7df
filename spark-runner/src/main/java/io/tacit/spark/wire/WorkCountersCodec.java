package io.tacit.spark.wire;

import io.tacit.spark.worker.WorkCounters;

final class WorkCountersCodec implements WireCodec<WorkCounters> {
    static final WorkCountersCodec INSTANCE = new WorkCountersCodec();

    private WorkCountersCodec() {}

    @Override
    public Class<WorkCounters> type() {
        return WorkCounters.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(WorkCounters work, WireWriter out) {
        out.int64(work.nfeForward());
        out.int64(work.nfeBackward());
        out.int64(work.accepted());
        out.int64(work.rejected());
        out.int64(work.nanos());
        out.int64(work.rejectedRecords());
    }

    @Override
    public WorkCounters decode(WireReader in) {
        return new WorkCounters(in.int64(), in.int64(), in.int64(), in.int64(), in.int64(), in.int64());
    }
}
