package io.tacit.spark.driver;

import java.util.Map;
import org.apache.spark.SparkBuildInfo;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark session of an operation: the one there is, or a new one that ends with the operation. */
record Sessions(SparkSession session, boolean own) implements AutoCloseable {
    private static final String MASTER = "spark.master";
    private static final String ALL_CORES = "local[*]";

    /**
     * @param settings of Spark; those of spark-submit stand behind them
     * @throws io.tacit.spark.config.ConfigProblems where the master's address is none, a heap is too small, or nothing can be written
     * @throws IllegalStateException where no master answers there
     */
    static Sessions open(Map<String, String> settings) {
        scala.Option<SparkSession> active = SparkSession.getDefaultSession();
        if (active.isDefined() && !active.get().sparkContext().isStopped()) {
            return new Sessions(active.get(), false);
        }
        SupportedJava.require(Runtime.version().feature(), SparkBuildInfo.spark_version());
        SparkConf conf = new SparkConf();
        settings.forEach(conf::set);
        if (!conf.contains(MASTER)) {
            // A run on this machine only: no web server, no bar that is not ours.
            conf.set(MASTER, ALL_CORES).setIfMissing("spark.ui.enabled", "false");
        }
        conf.setIfMissing("spark.app.name", "tacit").setIfMissing("spark.ui.showConsoleProgress", "false");
        if (Masters.isThisProcess(conf.get(MASTER))) {
            // A task without memory would end the process, and nobody say why: it fails instead.
            conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
        }
        Scratch.demand(conf, System.getenv());
        LeastHeap.demand(Runtime.getRuntime().maxMemory(), conf);
        Masters.demand(conf.get(MASTER));
        return new Sessions(SparkSession.builder().config(conf).getOrCreate(), true);
    }

    @Override
    public void close() {
        if (own) {
            session.stop();
        }
    }
}
