package io.tacit.spark.transport.rdd;

import io.tacit.spark.transport.Patience;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.TransportException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs Spark jobs on the calling thread, but not for ever: they are cancelled where their time is up or {@code stop} says so. */
public record CancellableJobs(JavaSparkContext context, Patience patience, BooleanSupplier stop) {
    private static final long LOOK_MILLIS = 100;

    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "tacit-job-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** With the same limit for all. */
    public CancellableJobs(JavaSparkContext context, Duration limit, BooleanSupplier stop) {
        this(context, Patience.of(limit), stop);
    }

    /** The same for work that is one of a kind by its name. */
    public <T> T run(String what, Supplier<T> jobs) {
        return run(what, what, jobs);
    }

    /**
     * @param kind of work, by which {@link Patience} remembers how long it takes
     * @param what the jobs are for, as a message says it: "round 3"
     * @throws StoppedException where {@code stop} said so
     * @throws TransportException where the time was up, or a job failed
     */
    public <T> T run(String kind, String what, Supplier<T> jobs) {
        if (stop.getAsBoolean()) {
            throw new StoppedException(what);
        }
        long began = System.nanoTime();
        Watched watched = new Watched(UUID.randomUUID().toString(), patience.with(kind), began);
        context.setJobGroup(watched.group, what, false);
        Future<?> looks = WATCH.scheduleWithFixedDelay(watched, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            T result = jobs.get();
            patience.took(kind, Duration.ofNanos(System.nanoTime() - began));
            return result;
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
        private final Patience.Limit limit;
        private final long began;
        private volatile boolean stopped;
        private volatile Optional<String> awaited = Optional.empty();

        private Watched(String group, Patience.Limit limit, long began) {
            this.group = group;
            this.limit = limit;
            this.began = began;
        }

        @Override
        public void run() {
            stopped |= stop.getAsBoolean();
            if (awaited.isEmpty() && System.nanoTime() - began > limit.time().toNanos()) {
                awaited = Optional.of(UnfinishedTasks.of(context, group));
            }
            if (isCancelled()) {
                context.cancelJobGroup(group);
            }
        }

        private boolean isCancelled() {
            return stopped || awaited.isPresent();
        }

        private RuntimeException reason(String what, Exception failure) {
            if (stopped) {
                return new StoppedException(what);
            }
            if (awaited.isPresent()) {
                return limit.exceeded(what, awaited.get(), failure);
            }
            return new TransportException(what + " failed", failure);
        }
    }
}
