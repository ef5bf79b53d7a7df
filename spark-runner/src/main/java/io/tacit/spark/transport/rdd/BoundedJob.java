package io.tacit.spark.transport.rdd;

import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.TransportException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaFutureAction;

/** Waits for a Spark job, but not for ever: it is cancelled where its time is up or {@code stop} says so. */
record BoundedJob(Duration limit, BooleanSupplier stop) {
    private static final long LOOK_MILLIS = 100;

    <T> T await(String what, JavaFutureAction<T> job) {
        long began = System.nanoTime();
        try {
            while (System.nanoTime() - began < limit.toNanos()) {
                if (stop.getAsBoolean()) {
                    job.cancel(true);
                    throw new StoppedException(what);
                }
                Optional<T> result = poll(job);
                if (result.isPresent()) {
                    return result.get();
                }
            }
            job.cancel(true);
            throw new TransportException(what + " did not end within " + limit.toSeconds()
                    + " s; look for a lost executor or raise training.roundTimeout");
        } catch (ExecutionException e) {
            throw new TransportException(what + " failed: " + cause(e), e);
        } catch (InterruptedException e) {
            job.cancel(true);
            Thread.currentThread().interrupt();
            throw new TransportException("interrupted while waiting for " + what, e);
        }
    }

    private static <T> Optional<T> poll(JavaFutureAction<T> job) throws InterruptedException, ExecutionException {
        try {
            return Optional.of(job.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        }
    }

    /** The first line of Spark's message, which holds the task's own exception. */
    private static String cause(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse(cause.toString());
    }
}
