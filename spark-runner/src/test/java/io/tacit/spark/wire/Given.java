package io.tacit.spark.wire;

import io.tacit.spark.worker.WorkerRecords;
import io.tacit.spark.worker.WorkerShard;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** RDDs of what a test makes on the driver, in a session of any serializer, and frames. */
public final class Given {
    private Given() {}

    /** Partition w is shard w. */
    public static JavaRDD<WorkerRecords> shards(JavaSparkContext context, List<WorkerShard> shards) {
        List<byte[]> frames = shards.stream()
                .map(shard -> Frames.array(WorkerShardCodec.INSTANCE, shard))
                .toList();
        return context.parallelize(frames, frames.size()).map(frame -> Frames.value(WorkerShardCodec.INSTANCE, frame));
    }

    public static List<WorkerShard> collected(JavaRDD<WorkerRecords> shards) {
        return Crossing.collect(shards.map(WorkerRecords::whole), WorkerShardCodec.INSTANCE);
    }

    /** Its frame. */
    public static <T> byte[] frame(WireCodec<T> codec, T value) {
        return Frames.array(codec, value);
    }

    public static <T> T read(WireCodec<T> codec, byte[] frame) {
        return Frames.value(codec, frame);
    }
}
