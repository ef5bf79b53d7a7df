package io.tacit.spark.worker;

import java.util.Map;

/** Where the worker states are when a round begins. */
public sealed interface WorkerStates {
    /** Nobody remembers anything. */
    WorkerStates EMPTY = new Given(Map.of());

    /** The memory that a worker is handed with the start; where it has it already, an empty one. */
    WorkerState of(int worker);

    /** Here, by rank; a worker that is not in the map has an empty one. They replace what workers have. */
    record Given(Map<Integer, WorkerState> byRank) implements WorkerStates {
        public Given {
            byRank = Map.copyOf(byRank);
        }

        @Override
        public WorkerState of(int worker) {
            return byRank.getOrDefault(worker, WorkerState.EMPTY);
        }
    }

    /** With the transport, as the round before has left them. */
    record Kept() implements WorkerStates {
        @Override
        public WorkerState of(int worker) {
            return WorkerState.EMPTY;
        }
    }
}
