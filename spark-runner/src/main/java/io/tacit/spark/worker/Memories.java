package io.tacit.spark.worker;

import java.util.Map;

/** Where the workers' memories are when a round begins. */
public sealed interface Memories {
    /** Nobody remembers anything. */
    Memories EMPTY = new Given(Map.of());

    /** The memory that a worker is handed with the start; where it has it already, an empty one. */
    WorkerMemory of(int worker);

    /** Here, by rank; a worker that is not in the map has an empty one. They replace what workers have. */
    record Given(Map<Integer, WorkerMemory> byRank) implements Memories {
        public Given {
            byRank = Map.copyOf(byRank);
        }

        @Override
        public WorkerMemory of(int worker) {
            return byRank.getOrDefault(worker, WorkerMemory.EMPTY);
        }
    }

    /** With the transport, as the round before has left them. */
    record Kept() implements Memories {
        @Override
        public WorkerMemory of(int worker) {
            return WorkerMemory.EMPTY;
        }
    }
}
