package io.tacit.spark.transport.rdd;

import io.tacit.spark.wire.Crossing;
import io.tacit.spark.wire.Kept;
import io.tacit.spark.wire.Sent;
import io.tacit.spark.wire.WorkerResultCodec;
import io.tacit.spark.wire.WorkerStateCodec;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkerResult;
import io.tacit.spark.worker.WorkerState;
import io.tacit.spark.worker.WorkerStates;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;

/**
 * WorkerStates that stay with the executors. Those after a round are part of its results, which are kept there; of a lost executor Spark
 * makes them again from the worker states before, back to those that were last given, and with the starts of all rounds since, which
 * therefore stay broadcast as long. So what is made again is the same to the bit. Where nobody gives them anew for long they are
 * brought to the driver and given again: a task names all RDDs that its own comes from, and broadcasts take limits.
 */
final class Remembered implements AutoCloseable {
    /** Rounds that may have to be made again. */
    static final int LONGEST_CHAIN = 20;

    private final CancellableJobs jobs;
    private final int workers;
    private final Deque<Sent<RoundStart>> starts = new ArrayDeque<>();
    private final List<Sent<WorkerState>> given = new ArrayList<>();
    private Optional<Begin> last = Optional.empty();
    private Optional<Begin> next = Optional.empty();

    /** The worker states with which a round begins, and the results that they are part of, if they were not given. */
    private record Begin(int round, JavaRDD<WorkerState> workerStates, Optional<Kept<WorkerResult>> kept) {
        void release() {
            kept.ifPresent(Kept::release);
        }
    }

    Remembered(CancellableJobs jobs, int workers) {
        this.jobs = jobs;
        this.workers = workers;
    }

    /** Partition w is the memory with which worker w begins the round. */
    JavaRDD<WorkerState> at(RoundStart start) {
        int round = start.round();
        if (start.workerStates() instanceof WorkerStates.Given workerStates) {
            beginWith(round, workerStates);
        } else if (next.isPresent() && next.get().round == round) {
            last.ifPresent(Begin::release);
            last = next;
            next = Optional.empty();
            if (starts.size() >= LONGEST_CHAIN) {
                beginWith(
                        round,
                        new WorkerStates.Given(jobs.run("bringing what workers remember", () -> collect(round))));
            }
        }
        return of(round).workerStates;
    }

    /** Each memory is a broadcast of its own, so that its bytes are no part of the tasks of all rounds that come after. */
    private void beginWith(int round, WorkerStates.Given workerStates) {
        close();
        List<Integer> ranks = new ArrayList<>();
        for (int w = 0; w < workers; w++) {
            given.add(Sent.of(jobs.context(), workerStates.of(w), WorkerStateCodec.INSTANCE));
            ranks.add(w);
        }
        List<Sent<WorkerState>> sent = List.copyOf(given);
        JavaRDD<WorkerState> byRank =
                jobs.context().parallelize(ranks, workers).map(w -> sent.get(w).value());
        last = Optional.of(new Begin(round, byRank, Optional.empty()));
    }

    private Begin of(int round) {
        return Stream.of(last, next)
                .flatMap(Optional::stream)
                .filter(begin -> begin.round == round)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the worker states with which round " + round
                        + " begins are not here: a first round begins with worker states that are given"));
    }

    /** Results that are kept, and whose worker states are those of the next round. */
    Kept<WorkerResult> keep(JavaRDD<WorkerResult> results, Sent<RoundStart> start) {
        starts.add(start);
        return Kept.of(results, WorkerResultCodec.INSTANCE);
    }

    /** The round of these results is over. What it began with stays until the next one begins: the driver may go back to it. */
    void end(int round, Kept<WorkerResult> results) {
        next.ifPresent(Begin::release);
        next = Optional.of(new Begin(round + 1, results.values().map(WorkerResult::workerState), Optional.of(results)));
    }

    /** Those with which a round begins, by rank. To be called where Spark jobs may run. */
    Map<Integer, WorkerState> collect(int round) {
        List<WorkerState> byRank = Crossing.collect(of(round).workerStates, WorkerStateCodec.INSTANCE);
        Map<Integer, WorkerState> all = new HashMap<>();
        for (int w = 0; w < byRank.size(); w++) {
            all.put(w, byRank.get(w));
        }
        return all;
    }

    @Override
    public void close() {
        starts.forEach(Sent::destroy);
        starts.clear();
        given.forEach(Sent::destroy);
        given.clear();
        Stream.of(last, next).flatMap(Optional::stream).forEach(Begin::release);
        last = Optional.empty();
        next = Optional.empty();
    }
}
