package io.tacit.spark.data;

import io.tacit.core.data.Schema;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.wire.Crossing;
import io.tacit.spark.wire.FlatVectorCodec;
import io.tacit.spark.wire.Sent;
import io.tacit.spark.worker.WorkerRecords;
import io.tacit.spark.worker.WorkerShard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Training records where {@link Dealing} puts them. What a lost executor held is measured and dealt again, so θ stays
 * broadcast as long as the shards are used.
 */
record PlacedShards(Sent<FlatVector> theta, KeptShards kept, Balance balance) implements AutoCloseable {

    private static final int ALL = 0;

    /** Measures and deals. */
    static PlacedShards of(Schema schema, JavaRDD<WorkerRecords> source, FlatVector theta, Costs costs) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(source.context());
        Sent<FlatVector> sent = Sent.of(context, theta, FlatVectorCodec.INSTANCE);
        JavaRDD<long[]> measured = costs.of(source, sent).persist(StorageLevel.MEMORY_AND_DISK());
        List<long[]> counts = measured.map(Dealing::counts).collect();
        Dealing dealing = Dealing.of(counts);
        JavaPairRDD<Integer, PricedRecords> byWorker =
                source.zip(measured).flatMapToPair(pair -> pieces(pair._1().whole(), pair._2(), dealing));
        JavaRDD<KeptShards.Piece> joined = Crossing.shuffle(
                        byWorker, new WorkerPartitioner(dealing.workers()), PricedRecords.Codec.INSTANCE)
                .mapPartitionsWithIndex(
                        (worker, pieces) -> Stream.of(new KeptShards.Piece(ALL, joined(worker, schema, pieces)))
                                .iterator(),
                        true);
        KeptShards dealt = KeptShards.of(schema, joined);
        dealt.fill();
        measured.unpersist();
        return new PlacedShards(sent, dealt, dealing.balance(counts));
    }

    /** A shard's records by the worker that they go to. Its own worker gets a piece even where it is empty, so that each gets one. */
    private static Iterator<Tuple2<Integer, PricedRecords>> pieces(WorkerShard shard, long[] costs, Dealing dealing) {
        int[][] records = dealing.recordsByWorker(shard.worker(), costs);
        return IntStream.range(0, records.length)
                .filter(worker -> records[worker].length > 0 || worker == shard.worker())
                .mapToObj(worker -> new Tuple2<>(worker, PricedRecords.of(worker, shard, costs, records[worker])))
                .iterator();
    }

    /** The dearest records first, so that those that are solved together cost alike; by id where they cost the same. */
    private static WorkerShard joined(int worker, Schema schema, Iterator<PricedRecords> arrived) {
        List<WorkerShard> pieces = new ArrayList<>();
        List<long[]> costsOfPieces = new ArrayList<>();
        arrived.forEachRemaining(piece -> {
            pieces.add(piece.records());
            costsOfPieces.add(piece.costs());
        });
        WorkerShard all = WorkerShard.joined(worker, schema, pieces);
        long[] costs = costsOfPieces.stream().flatMapToLong(Arrays::stream).toArray();
        int[] order = IntStream.range(0, costs.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> -costs[i]).thenComparingLong(i -> all.ids()[i]))
                .mapToInt(i -> i)
                .toArray();
        return all.pick(worker, order);
    }

    JavaRDD<WorkerRecords> shards() {
        return kept.whole(ALL);
    }

    @Override
    public void close() {
        kept.release();
        theta.destroy();
    }
}
