package io.tacit.spark.wire;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.worker.WorkerState;
import java.util.List;

/** {@code states · residuals}, each a list of none or one. */
public final class WorkerStateCodec implements WireCodec<WorkerState> {
    public static final WorkerStateCodec INSTANCE = new WorkerStateCodec();

    private WorkerStateCodec() {}

    @Override
    public Class<WorkerState> type() {
        return WorkerState.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(WorkerState workerState, WireWriter out) {
        out.parts(OptimizerStateCodec.INSTANCE, workerState.optimizer().stream().toList());
        out.parts(FlatVectorCodec.INSTANCE, workerState.residual().stream().toList());
    }

    @Override
    public WorkerState decode(WireReader in) {
        List<OptimizerState> states = in.parts(OptimizerStateCodec.INSTANCE);
        List<FlatVector> residuals = in.parts(FlatVectorCodec.INSTANCE);
        return new WorkerState(states.stream().findFirst(), residuals.stream().findFirst());
    }
}
