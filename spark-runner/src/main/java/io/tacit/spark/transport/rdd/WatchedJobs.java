package io.tacit.spark.transport.rdd;

import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.TransportException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs Spark jobs on the calling thread, but not for ever: they are cancelled where their time is up or {@code stop} says so. */
public record WatchedJobs(JavaSparkContext context, Duration limit, BooleanSupplier stop) {
    private static final long LOOK_MILLIS = 100;

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tacit-job-watch");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param what the jobs are for, as a message says it: "round 3"
     * @throws StoppedException where {@code stop} said so
     * @throws TransportException where the time was up, or a job failed
     */
    public <T> T run(String what, Supplier<T> jobs) {
        if (stop.getAsBoolean()) {
            throw new StoppedException(what);
        }
        Watched watched = new Watched(UUID.randomUUID().toString());
        context.setJobGroup(watched.group, what, false);
        Future<?> looks = WATCH.scheduleWithFixedDelay(watched, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return jobs.get();
        } catch (RuntimeException e) {
            throw watched.isCancelled() ? watched.reason(what, e) : e;
        } catch (Exception e) {
            // Scala throws checked exceptions that Java does not see coming.
            throw watched.reason(what, e);
        } finally {
            looks.cancel(false);
            context.clearJobGroup();
        }
    }

    /** Cancels what runs in a group, again and again: the jobs that come after the first are not to run either. */
    private final class Watched implements Runnable {
        private final String group;
        private final long end = System.nanoTime() + limit.toNanos();
        private volatile boolean stopped;
        private volatile boolean late;

        private Watched(String group) {
            this.group = group;
        }

        @Override
        public void run() {
            stopped |= stop.getAsBoolean();
            late |= System.nanoTime() - end > 0;
            if (isCancelled()) {
                context.cancelJobGroup(group);
            }
        }

        private boolean isCancelled() {
            return stopped || late;
        }

        private RuntimeException reason(String what, Exception failure) {
            if (stopped) {
                return new StoppedException(what);
            }
            if (late) {
                return new TransportException(
                        what + " did not end within " + limit.toSeconds()
                                + " s; look for a lost executor or raise training.roundTimeout",
                        failure);
            }
            return new TransportException(what + " failed: " + firstLine(failure), failure);
        }
    }

    /** Of Spark's message, which holds the task's own exception. */
    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
    }
}
