package io.tacit.spark.wire;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Values that stay with the executors as bytes, in memory or else on disk, until they are released.
 *
 * @param values made of their bytes whenever they are asked for, each time anew
 */
public record Kept<T>(JavaRDD<byte[]> pieces, JavaRDD<T> values) {

    /** What is computed is kept when it is computed first. */
    public static <T> Kept<T> of(JavaRDD<T> computed, WireCodec<T> codec) {
        // They are bytes already: a serialized storage level would only copy them.
        JavaRDD<byte[]> pieces = Crossing.pieces(computed, codec).persist(StorageLevel.MEMORY_AND_DISK());
        return new Kept<>(pieces, Crossing.values(pieces, codec));
    }

    /** Computes what is not kept yet. To be called where Spark jobs may run. */
    public void fill() {
        pieces.count();
    }

    public void release() {
        pieces.unpersist();
    }
}
