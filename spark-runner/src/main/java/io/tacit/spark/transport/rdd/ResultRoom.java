package io.tacit.spark.transport.rdd;

import io.tacit.spark.config.AveragingConfig.OptimizerStates;
import io.tacit.spark.transport.TransportException;
import io.tacit.spark.worker.LocalWork;
import io.tacit.spark.worker.RoundStart;
import org.apache.spark.SparkConf;

/** Looks before a job whether Spark will let its results through; Spark itself tells only when they are computed. */
final class ResultRoom {
    private static final String ALL_RESULTS = "spark.driver.maxResultSize";
    private static final String ONE_RESULT = "spark.kryoserializer.buffer.max";

    /** Frames, counters, advice, and what Spark puts around a result. */
    private static final long OVERHEAD = 4096;

    private static final long MEGABYTE = 1L << 20;

    private ResultRoom() {}

    /** Bytes of one worker's result: θ, and the optimizer's moments where they are sent. */
    static long bytesOf(RoundStart start, LocalWork work) {
        long theta = (long) start.theta().length() * start.theta().precision().bytes();
        long moments = start.optimizer(0).moments().values().stream()
                .mapToLong(m -> (long) m.length() * m.precision().bytes())
                .sum();
        return OVERHEAD + theta + (work.states() == OptimizerStates.RESET ? 0 : moments);
    }

    /** @throws TransportException with the setting and the value it needs */
    static void demand(SparkConf conf, long bytesOfOne, int workers) {
        long all = bytesOfOne * workers;
        long allowed = conf.getSizeAsBytes(ALL_RESULTS, "1g");
        if (allowed > 0 && all > allowed) {
            throw tooSmall(ALL_RESULTS, all, allowed, workers + " workers send " + bytesOfOne + " bytes each");
        }
        long buffer = conf.getSizeAsBytes(ONE_RESULT, "64m");
        if (bytesOfOne > buffer) {
            throw tooSmall(ONE_RESULT, bytesOfOne, buffer, "a worker sends " + bytesOfOne + " bytes");
        }
    }

    private static TransportException tooSmall(String key, long needed, long allowed, String why) {
        return new TransportException("the results of a round do not fit: " + why + ", but " + key + " is " + allowed
                + " bytes; set " + key + "=" + (needed / MEGABYTE + 1) + "m or more");
    }
}
