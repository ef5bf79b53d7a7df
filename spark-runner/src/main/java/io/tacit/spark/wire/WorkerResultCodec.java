package io.tacit.spark.wire;

import io.tacit.core.tensor.Precision;
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
        return 3;
    }

    @Override
    public void encode(WorkerResult result, WireWriter out) {
        out.int32(result.worker());
        out.int32(result.attempt());
        out.int64(result.examples());
        out.int8(result.precision().bytes());
        out.part(CompressedCodec.INSTANCE, result.sent());
        out.part(OptimizerStateCodec.INSTANCE, result.optimizer());
        out.part(SumsCodec.INSTANCE, result.sums());
        out.int64(result.nanos());
        out.part(WorkerStateCodec.INSTANCE, result.workerState());
    }

    @Override
    public WorkerResult decode(WireReader in) {
        int worker = in.int32();
        int attempt = in.int32();
        long examples = in.int64();
        Precision precision = in.int8() == Float.BYTES ? Precision.FLOAT32 : Precision.FLOAT64;
        return new WorkerResult(
                worker,
                attempt,
                examples,
                in.part(CompressedCodec.INSTANCE),
                precision,
                in.part(OptimizerStateCodec.INSTANCE),
                in.part(SumsCodec.INSTANCE),
                in.int64(),
                in.part(WorkerStateCodec.INSTANCE));
    }
}
