package io.tacit.spark.data;

import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.worker.WorkerShard;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Training records where {@link Dealing} puts them. What a lost executor held is measured and dealt again, so θ stays
 * broadcast as long as the shards are used.
 */
record PlacedShards(Broadcast<FlatVector> theta, JavaRDD<WorkerShard> shards, Balance balance)
        implements AutoCloseable {

    /** Measures and deals. */
    static PlacedShards of(JavaRDD<WorkerShard> source, FlatVector theta, Costs costs) {
        Broadcast<FlatVector> sent =
                JavaSparkContext.fromSparkContext(source.context()).broadcast(theta);
        JavaRDD<long[]> measured = costs.of(source, sent).persist(StorageLevel.MEMORY_AND_DISK());
        List<long[]> counts = measured.map(Dealing::counts).collect();
        Dealing dealing = Dealing.of(counts);
        JavaRDD<WorkerShard> dealt = source.zip(measured)
                .flatMapToPair(pair ->
                        pieces(pair._1(), dealing.recordsByWorker(pair._1().worker(), pair._2())))
                .partitionBy(new WorkerPartitioner(dealing.workers()))
                .values()
                .mapPartitionsWithIndex(
                        (worker, pieces) -> Stream.of(joined(worker, pieces)).iterator(), true)
                .persist(StorageLevel.MEMORY_AND_DISK_SER());
        dealt.count();
        measured.unpersist();
        return new PlacedShards(sent, dealt, dealing.balance(counts));
    }

    /** A shard's records by the worker that they go to. Its own worker gets a piece even where it is empty, so that each gets one. */
    private static Iterator<Tuple2<Integer, WorkerShard>> pieces(WorkerShard shard, int[][] records) {
        return IntStream.range(0, records.length)
                .filter(worker -> records[worker].length > 0 || worker == shard.worker())
                .mapToObj(worker -> new Tuple2<>(worker, shard.pick(worker, records[worker])))
                .iterator();
    }

    private static WorkerShard joined(int worker, Iterator<WorkerShard> arrived) {
        List<WorkerShard> pieces = new ArrayList<>();
        arrived.forEachRemaining(pieces::add);
        return WorkerShard.joined(worker, pieces);
    }

    @Override
    public void close() {
        shards.unpersist();
        theta.destroy();
    }
}
