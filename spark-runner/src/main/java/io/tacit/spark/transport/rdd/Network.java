package io.tacit.spark.transport.rdd;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What a cluster takes for what Spark does in a round.
 *
 * @param jobSeconds of a job whose tasks do nothing
 * @param bytesPerSecond that reach the driver from all executors together
 */
public record Network(double jobSeconds, double bytesPerSecond) {
    private static final double NANOS = 1e9;
    private static final int TRIES = 2;
    private static final int BYTES_OF_A_TASK = 1 << 20;

    /** Measured by a few small jobs, which take about a second. */
    static Network measured(JavaSparkContext context, long bytesAllowed) {
        int tasks = context.defaultParallelism();
        int size = (int) Math.min(BYTES_OF_A_TASK, bytesAllowed / 2 / tasks);
        double empty = Double.POSITIVE_INFINITY;
        double full = Double.POSITIVE_INFINITY;
        for (int i = 0; i < TRIES; i++) {
            empty = Math.min(empty, seconds(context, tasks, 0));
            full = Math.min(full, seconds(context, tasks, size));
        }
        // Where the bytes are lost in the noise they are all but free.
        double more = Math.max(full - empty, 0.1 * empty);
        return new Network(empty, (double) size * tasks / more);
    }

    private static double seconds(JavaSparkContext context, int tasks, int bytes) {
        List<Integer> one = IntStream.range(0, tasks).boxed().toList();
        long began = System.nanoTime();
        context.parallelize(one, tasks).map(i -> new byte[bytes]).collect();
        return (System.nanoTime() - began) / NANOS;
    }
}
