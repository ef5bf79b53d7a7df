package io.tacit.spark.wire;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.Serializer;
import scala.reflect.ClassTag;

/**
 * Values on their way between executors and to the driver. Spark sees their frames as arrays of bytes, which each of its
 * serializers takes, whatever a session has registered.
 */
public final class Crossing {
    /** Bytes of a value that is shuffled, at most: those of an array that every virtual machine can allocate. */
    public static final int LARGEST_SHUFFLED = Integer.MAX_VALUE - 8;

    /**
     * Spark's usual serializer writes with the streams of Java, which hold on to the last fifty values of each partition that a task writes to: the whole
     * table where partitions are many. Kryo forgets what it has written, and Spark has registered numbers and bytes with it; but it copies each value.
     */
    private static final Serializer FORGETTING = new KryoSerializer(new SparkConf(false));

    private Crossing() {}

    /** All values, in the order of the partitions. To be called where Spark jobs may run. */
    public static <T> List<T> collect(JavaRDD<T> values, WireCodec<T> codec) {
        List<List<byte[]>> frames = new ArrayList<>();
        Frames.byValue(pieces(values, codec).collect().iterator()).forEachRemaining(frames::add);
        return frames.parallelStream().map(frame -> Frames.value(codec, frame)).toList();
    }

    /** Few and large values where the partitioner sends them; in a partition they come in no order that one can count on. */
    public static <T> JavaRDD<T> shuffle(JavaPairRDD<Integer, T> byKey, Partitioner partitioner, WireCodec<T> codec) {
        return byKey.mapValues(value -> Frames.array(codec, value))
                .partitionBy(partitioner)
                .values()
                .map(frame -> Frames.value(codec, frame));
    }

    /** The same for many values of some megabytes at most each, of which a task holds one at a time. */
    public static <T> JavaRDD<T> shuffleMany(
            JavaPairRDD<Integer, T> byKey, Partitioner partitioner, WireCodec<T> codec) {
        JavaPairRDD<Integer, byte[]> frames = byKey.mapValues(value -> Frames.array(codec, value));
        ClassTag<byte[]> bytes = ClassTag.apply(byte[].class);
        return new ShuffledRDD<Integer, byte[], byte[]>(
                        frames.rdd(), partitioner, ClassTag.apply(Integer.class), bytes, bytes)
                .setSerializer(FORGETTING)
                .toJavaRDD()
                .map(entry -> Frames.value(codec, entry._2()));
    }

    static <T> JavaRDD<byte[]> pieces(JavaRDD<T> values, WireCodec<T> codec) {
        return values.flatMap(value -> Frames.pieces(codec, value).iterator());
    }

    static <T> JavaRDD<T> values(JavaRDD<byte[]> pieces, WireCodec<T> codec) {
        return pieces.mapPartitions(all -> Frames.values(codec, all));
    }
}
