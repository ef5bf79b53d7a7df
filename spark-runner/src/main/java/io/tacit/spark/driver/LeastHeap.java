package io.tacit.spark.driver;

import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Problem;
import io.tacit.spark.failure.HeapOptions;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;

/** The heap without which Spark refuses to start, in bytes that it does not explain. */
final class LeastHeap {
    /** One and a half times what {@code UnifiedMemoryManager} keeps for itself. */
    private static final long BYTES = 300L * 3 / 2 * 1024 * 1024;

    private static final long ENOUGH_FOR_SMALL_TABLES = 1L << 30;
    private static final String EXECUTOR = "spark.executor.memory";

    private LeastHeap() {}

    /**
     * Passes where a session may be begun.
     *
     * @param heap of this process
     * @throws ConfigProblems where it, or that of the executors, is too small
     */
    static void demand(long heap, SparkConf conf) {
        List<Problem> problems = new ArrayList<>();
        if (heap < BYTES) {
            problems.add(tooSmall("this process", heap, HeapOptions.driver(ENOUGH_FOR_SMALL_TABLES)));
        }
        if (conf.contains(EXECUTOR) && conf.getSizeAsBytes(EXECUTOR) < BYTES) {
            problems.add(tooSmall(
                    "an executor", conf.getSizeAsBytes(EXECUTOR), HeapOptions.executor(ENOUGH_FOR_SMALL_TABLES)));
        }
        if (!problems.isEmpty()) {
            throw new ConfigProblems(problems);
        }
    }

    private static Problem tooSmall(String whose, long heap, String option) {
        return Problem.of(
                "",
                "",
                "the heap of " + whose + " is " + HeapOptions.text(heap) + ", and Spark does not start with less than "
                        + HeapOptions.text(BYTES) + "; give more with " + option);
    }
}
