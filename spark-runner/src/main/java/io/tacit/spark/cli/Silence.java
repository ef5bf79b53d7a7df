package io.tacit.spark.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.filter.DenyAllFilter;
import org.apache.spark.SparkContext;

/**
 * Somebody who is not heard on standard error until this is closed.
 *
 * @param end lets them be heard again
 */
record Silence(Runnable end) implements AutoCloseable {

    /**
     * Of those who print: libraries print stack traces of failures that they go on to throw, and Scala those of threads that Spark has
     * left behind. Tacit and the logs keep the stream that was there before.
     */
    static Silence ofPrints() {
        PrintStream before = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        return new Silence(() -> System.setErr(before));
    }

    /** Of Spark's logs, which tell errors in what breaks off where somebody has asked to stop. */
    static Silence ofLogs() {
        if (LogManager.getContext(SparkContext.class.getClassLoader(), false) instanceof LoggerContext context) {
            Configuration logs = context.getConfiguration();
            DenyAllFilter nothing = DenyAllFilter.newBuilder().build();
            logs.addFilter(nothing);
            return new Silence(() -> logs.removeFilter(nothing));
        }
        // Another library than Log4j writes them.
        return new Silence(() -> {});
    }

    @Override
    public void close() {
        end.run();
    }
}
