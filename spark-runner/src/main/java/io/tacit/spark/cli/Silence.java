package io.tacit.spark.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.filter.DenyAllFilter;
import org.apache.spark.SparkContext;

/**
 * Nobody but Tacit, which holds the streams it was given at the start, is heard on standard error. What was asked to stop breaks jobs
 * off and takes threads from under Spark, Scala and their libraries: they log and print that with stack traces, and none of it is news
 * to who asked.
 */
final class Silence implements AutoCloseable {
    private final PrintStream before = System.err;
    private final Optional<Logs> logs = Logs.ofSpark();

    /** From now on. */
    Silence() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        logs.ifPresent(Logs::deny);
    }

    /** Everybody is heard again. */
    @Override
    public void close() {
        logs.ifPresent(Logs::allow);
        System.setErr(before);
    }

    /** Appenders keep the stream that they began with. */
    private record Logs(LoggerContext context, DenyAllFilter filter) {
        /** Nothing where another library than Log4j writes the logs. */
        static Optional<Logs> ofSpark() {
            return LogManager.getContext(SparkContext.class.getClassLoader(), false) instanceof LoggerContext context
                    ? Optional.of(new Logs(context, DenyAllFilter.newBuilder().build()))
                    : Optional.empty();
        }

        void deny() {
            context.getConfiguration().addFilter(filter);
        }

        void allow() {
            context.getConfiguration().removeFilter(filter);
        }
    }
}
