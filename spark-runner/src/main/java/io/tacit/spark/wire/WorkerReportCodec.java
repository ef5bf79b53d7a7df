package io.tacit.spark.wire;

import io.tacit.spark.worker.WorkerReport;

/** A worker's report; a flaw is a list of none or one. */
final class WorkerReportCodec implements WireCodec<WorkerReport> {
    static final WorkerReportCodec INSTANCE = new WorkerReportCodec();

    private WorkerReportCodec() {}

    @Override
    public Class<WorkerReport> type() {
        return WorkerReport.class;
    }

    @Override
    public byte version() {
        return 2;
    }

    @Override
    public void encode(WorkerReport value, WireWriter out) {
        out.int32(value.worker());
        out.int32(value.attempt());
        out.int64(value.examples());
        out.int64(value.optimizerStep());
        out.part(SumsCodec.INSTANCE, value.sums());
        out.int64(value.nanos());
        out.texts(value.flaw().stream().toList());
    }

    @Override
    public WorkerReport decode(WireReader in) {
        return new WorkerReport(
                in.int32(),
                in.int32(),
                in.int64(),
                in.int64(),
                in.part(SumsCodec.INSTANCE),
                in.int64(),
                in.texts().stream().findFirst());
    }
}
