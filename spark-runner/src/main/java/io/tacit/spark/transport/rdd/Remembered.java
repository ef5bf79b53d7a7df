package io.tacit.spark.transport.rdd;

import io.tacit.spark.worker.Memories;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkerMemory;
import io.tacit.spark.worker.WorkerResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * Memories that stay with the executors. Those after a round are part of its results, which are kept there; of a lost executor Spark
 * makes them again from the memories before, back to those that were last given, and with the starts of all rounds since, which
 * therefore stay broadcast as long. So what is made again is the same to the bit.
 */
final class Remembered implements AutoCloseable {
    private final JavaSparkContext context;
    private final int workers;
    private final Deque<Broadcast<RoundStart>> starts = new ArrayDeque<>();
    private Optional<JavaRDD<WorkerMemory>> memories = Optional.empty();
    private Optional<JavaRDD<WorkerResult>> kept = Optional.empty();

    Remembered(JavaSparkContext context, int workers) {
        this.context = context;
        this.workers = workers;
    }

    /** Partition w is the memory with which worker w begins a round. */
    JavaRDD<WorkerMemory> at(Memories start) {
        if (start instanceof Memories.Given given) {
            close();
            List<WorkerMemory> byRank = new ArrayList<>();
            for (int w = 0; w < workers; w++) {
                byRank.add(given.of(w));
            }
            memories = Optional.of(context.parallelize(byRank, workers));
        }
        return memories.orElseThrow(() ->
                new IllegalStateException("a first round begins with memories that are given, not with kept ones"));
    }

    /** Results that are kept, and whose memories are those of the next round. */
    JavaRDD<WorkerResult> keep(JavaRDD<WorkerResult> results, Broadcast<RoundStart> start) {
        starts.add(start);
        return results.persist(StorageLevel.MEMORY_AND_DISK_SER());
    }

    /** The round of these results is over. */
    void next(JavaRDD<WorkerResult> results) {
        memories = Optional.of(results.map(WorkerResult::memory));
        kept.ifPresent(JavaRDD::unpersist);
        kept = Optional.of(results);
    }

    /** As they are now, by rank. To be called where Spark jobs may run. */
    Map<Integer, WorkerMemory> collect() {
        List<WorkerMemory> byRank = memories.map(JavaRDD::collect).orElse(List.of());
        Map<Integer, WorkerMemory> all = new HashMap<>();
        for (int w = 0; w < byRank.size(); w++) {
            all.put(w, byRank.get(w));
        }
        return all;
    }

    @Override
    public void close() {
        starts.forEach(Broadcast::destroy);
        starts.clear();
        kept.ifPresent(JavaRDD::unpersist);
        kept = Optional.empty();
        memories = Optional.empty();
    }
}
