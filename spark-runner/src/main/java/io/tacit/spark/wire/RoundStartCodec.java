package io.tacit.spark.wire;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.worker.PhaseStart;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkerState;
import io.tacit.spark.worker.WorkerStates;
import java.util.Map;
import java.util.TreeMap;

/** {@code round · firstStep · phase · seconds · θ · optimizer · 1 · (rank · workerState)*}, or {@code … · 0} where workerStates are kept elsewhere. */
public final class RoundStartCodec implements WireCodec<RoundStart> {
    public static final RoundStartCodec INSTANCE = new RoundStartCodec();

    private static final int KEPT = 0;
    private static final int GIVEN = 1;

    private RoundStartCodec() {}

    @Override
    public Class<RoundStart> type() {
        return RoundStart.class;
    }

    @Override
    public byte version() {
        return 4;
    }

    @Override
    public void encode(RoundStart start, WireWriter out) {
        out.int32(start.round());
        out.int64(start.firstStep());
        put(start.phase(), out);
        out.float64(start.seconds());
        out.part(FlatVectorCodec.INSTANCE, start.theta());
        out.part(OptimizerStateCodec.INSTANCE, start.optimizer());
        if (start.workerStates() instanceof WorkerStates.Given given) {
            out.int8(GIVEN);
            out.length(given.byRank().size());
            new TreeMap<>(given.byRank()).forEach((rank, workerState) -> {
                out.int32(rank);
                out.part(WorkerStateCodec.INSTANCE, workerState);
            });
        } else {
            out.int8(KEPT);
        }
    }

    @Override
    public RoundStart decode(WireReader in) {
        int round = in.int32();
        long firstStep = in.int64();
        PhaseStart phase = phase(in);
        double seconds = in.float64();
        FlatVector theta = in.part(FlatVectorCodec.INSTANCE);
        OptimizerState optimizer = in.part(OptimizerStateCodec.INSTANCE);
        return new RoundStart(round, firstStep, phase, seconds, theta, optimizer, workerStates(in));
    }

    private static void put(PhaseStart phase, WireWriter out) {
        out.int32(phase.index());
        out.int32(phase.firstRound());
        out.int64(phase.firstStep());
        out.float64(phase.seconds());
        out.int64(phase.plannedSteps());
    }

    private static PhaseStart phase(WireReader in) {
        return new PhaseStart(in.int32(), in.int32(), in.int64(), in.float64(), in.int64());
    }

    private static WorkerStates workerStates(WireReader in) {
        if (in.int8() == KEPT) {
            return new WorkerStates.Kept();
        }
        int count = in.arrayLength();
        Map<Integer, WorkerState> byRank = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            byRank.put(in.int32(), in.part(WorkerStateCodec.INSTANCE));
        }
        return new WorkerStates.Given(byRank);
    }
}
