package io.tacit.spark.wire;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code step · moments · (name · vector)*}, in the order of the moments. */
final class OptimizerStateCodec implements WireCodec<OptimizerState> {
    static final OptimizerStateCodec INSTANCE = new OptimizerStateCodec();

    private OptimizerStateCodec() {}

    @Override
    public Class<OptimizerState> type() {
        return OptimizerState.class;
    }

    @Override
    public byte version() {
        return 1;
    }

    @Override
    public void encode(OptimizerState state, WireWriter out) {
        out.int64(state.step());
        out.length(state.moments().size());
        state.moments().forEach((name, moment) -> {
            out.text(name);
            out.part(FlatVectorCodec.INSTANCE, moment);
        });
    }

    @Override
    public OptimizerState decode(WireReader in) {
        long step = in.int64();
        int count = in.arrayLength();
        Map<String, FlatVector> moments = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            moments.put(in.text(), in.part(FlatVectorCodec.INSTANCE));
        }
        return new OptimizerState(step, moments);
    }
}
