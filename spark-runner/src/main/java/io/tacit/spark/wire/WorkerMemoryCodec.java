package io.tacit.spark.wire;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.worker.WorkerMemory;
import java.util.List;

/** {@code states · residuals}, each a list of none or one. */
public final class WorkerMemoryCodec implements WireCodec<WorkerMemory> {
    public static final WorkerMemoryCodec INSTANCE = new WorkerMemoryCodec();

    private WorkerMemoryCodec() {}

    @Override
    public Class<WorkerMemory> type() {
        return WorkerMemory.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(WorkerMemory memory, WireWriter out) {
        out.parts(OptimizerStateCodec.INSTANCE, memory.optimizer().stream().toList());
        out.parts(FlatVectorCodec.INSTANCE, memory.residual().stream().toList());
    }

    @Override
    public WorkerMemory decode(WireReader in) {
        List<OptimizerState> states = in.parts(OptimizerStateCodec.INSTANCE);
        List<FlatVector> residuals = in.parts(FlatVectorCodec.INSTANCE);
        return new WorkerMemory(states.stream().findFirst(), residuals.stream().findFirst());
    }
}
