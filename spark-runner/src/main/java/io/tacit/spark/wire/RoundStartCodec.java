package io.tacit.spark.wire;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.worker.RoundStart;
import java.util.ArrayList;
import java.util.List;

/** {@code round · firstStep · θ · states · state*}. */
public final class RoundStartCodec implements WireCodec<RoundStart> {
    public static final RoundStartCodec INSTANCE = new RoundStartCodec();

    private RoundStartCodec() {}

    @Override
    public Class<RoundStart> type() {
        return RoundStart.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(RoundStart start, WireWriter out) {
        out.int32(start.round());
        out.int64(start.firstStep());
        out.part(FlatVectorCodec.INSTANCE, start.theta());
        out.length(start.optimizers().size());
        start.optimizers().forEach(state -> out.part(OptimizerStateCodec.INSTANCE, state));
    }

    @Override
    public RoundStart decode(WireReader in) {
        int round = in.int32();
        long firstStep = in.int64();
        FlatVector theta = in.part(FlatVectorCodec.INSTANCE);
        int count = in.arrayLength();
        List<OptimizerState> optimizers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            optimizers.add(in.part(OptimizerStateCodec.INSTANCE));
        }
        return new RoundStart(round, firstStep, theta, optimizers);
    }
}
