package io.tacit.spark.wire;

import io.tacit.spark.worker.WorkerResult;

public final class WorkerResultCodec implements WireCodec<WorkerResult> {
    public static final WorkerResultCodec INSTANCE = new WorkerResultCodec();

    private WorkerResultCodec() {}

    @Override
    public Class<WorkerResult> type() {
        return WorkerResult.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(WorkerResult result, WireWriter out) {
        out.int32(result.worker());
        out.int32(result.attempt());
        out.int64(result.examples());
        out.part(FlatVectorCodec.INSTANCE, result.theta());
        out.part(OptimizerStateCodec.INSTANCE, result.optimizer());
        out.part(LossSumsCodec.INSTANCE, result.loss());
        out.part(WorkCountersCodec.INSTANCE, result.work());
        out.texts(result.advice());
    }

    @Override
    public WorkerResult decode(WireReader in) {
        return new WorkerResult(
                in.int32(),
                in.int32(),
                in.int64(),
                in.part(FlatVectorCodec.INSTANCE),
                in.part(OptimizerStateCodec.INSTANCE),
                in.part(LossSumsCodec.INSTANCE),
                in.part(WorkCountersCodec.INSTANCE),
                in.texts());
    }
}
