package io.tacit.benchmarks.rounds;

import io.tacit.core.data.ToyDensity;
import io.tacit.core.random.RandomKey;
import io.tacit.spark.transport.rdd.CancellableJobs;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Spark with some executors of one core each, every one a process on 127.0.0.1, which find our classes on our class path. */
record Cluster(SparkSession session) implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** What {@link #of} takes for executors in processes of their own, of 2 GB each. */
    static final String PROCESSES = "local-cluster[%d,1,2048]";

    private static final String MEMORY = "2048m";

    /** @param master with %d in place of the number of executors */
    static Cluster of(String master, int executors) {
        SparkConf conf = new SparkConf()
                .setAppName("benchmark")
                .setMaster(String.format(Locale.ROOT, master, executors))
                .set("spark.executor.memory", MEMORY)
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.driver.maxResultSize", "0")
                .set("spark.driver.host", HOST)
                .set("spark.driver.bindAddress", HOST)
                .set("spark.ui.enabled", "false");
        Cluster cluster = new Cluster(SparkSession.builder().config(conf).getOrCreate());
        if (!cluster.session.sparkContext().isLocal()) {
            cluster.await(executors);
        }
        return cluster;
    }

    JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(session.sparkContext());
    }

    CancellableJobs jobs() {
        return new CancellableJobs(context(), LIMIT, () -> false);
    }

    /** Points of a density in the plane, in columns x and y. */
    Dataset<Row> points(ToyDensity density, int records) {
        float[] points = density.table(RandomKey.of(1), records);
        List<Row> rows = IntStream.range(0, records)
                .mapToObj(i -> RowFactory.create((double) points[2 * i], (double) points[2 * i + 1]))
                .toList();
        StructType schema = new StructType().add("x", DataTypes.DoubleType).add("y", DataTypes.DoubleType);
        return session.createDataFrame(rows, schema);
    }

    /** An executor that comes late would make the first rounds slow. */
    private void await(int executors) {
        long end = System.nanoTime() + LIMIT.toNanos();
        // The driver counts as one of them.
        while (session.sparkContext().getExecutorMemoryStatus().size() < executors + 1) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited " + LIMIT.toSeconds() + " s for " + executors + " executors");
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for executors", e);
            }
        }
    }

    @Override
    public void close() {
        session.stop();
    }
}
