package io.tacit.spark.transport.akka;

import io.tacit.core.data.Split;
import io.tacit.core.engine.Engines;
import io.tacit.core.text.Counted;
import io.tacit.spark.device.GpuStages;
import io.tacit.spark.transport.TransportException;
import io.tacit.spark.worker.WorkerRecords;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The long Spark jobs whose tasks are hosts, one at a time: as many tasks as there are slots, at most one for each worker.
 * A job is ended by its hosts' ending; where they do not, it is cancelled and their threads are interrupted.
 */
final class HostingJobs implements Coordinator.Jobs, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostingJobs.class);
    private static final Duration END_BY_ITSELF = Duration.ofSeconds(3);
    private static final Duration END_BY_FORCE = Duration.ofSeconds(10);

    private final JavaSparkContext context;
    private final Engines.Choice device;
    private final Function<Split.Part, JavaRDD<WorkerRecords>> shards;
    private final IntFunction<HostSetup> setup;
    private final Ends told;
    private final ExecutorService starter = Executors.newSingleThreadExecutor(task -> daemon("tacit-hosting", task));
    private volatile Optional<Job> running = Optional.empty();

    /** Is told of ends, by threads of whatever kind. */
    interface Ends {
        /** A job is over though nobody ended it. */
        void job(int generation, Throwable why);

        /** While a job runs, a task is over, of this job or another: its executor was lost, it failed, or it is done. */
        void task(long id);
    }

    private static final class TaskEnds extends SparkListener {
        private final Ends told;

        private TaskEnds(Ends told) {
            this.told = told;
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            told.task(end.taskInfo().taskId());
        }
    }

    /** @param group of Spark jobs, by which it is cancelled */
    private record Job(String group, int tasks, CountDownLatch end) {}

    /**
     * @param setup by generation
     * @param told what becomes of jobs and their tasks
     */
    HostingJobs(
            JavaSparkContext context,
            Engines.Choice device,
            Function<Split.Part, JavaRDD<WorkerRecords>> shards,
            IntFunction<HostSetup> setup,
            Ends told) {
        this.context = context;
        this.device = device;
        this.shards = shards;
        this.setup = setup;
        this.told = told;
    }

    /** Whether workers share a host though there are more slots. */
    boolean areCrowded() {
        return running.isPresent() && running.get().tasks < mostTasks();
    }

    @Override
    public int slots() {
        int now = context.sc().isStopped() ? 0 : GpuStages.slots(context.sc(), device);
        return running.map(job -> Math.max(now, job.tasks)).orElse(now);
    }

    private int mostTasks() {
        return Math.min(
                GpuStages.slots(context.sc(), device),
                shards.apply(Split.Part.TRAIN).getNumPartitions());
    }

    @Override
    public void start(int generation) {
        starter.execute(() -> {
            end(END_BY_ITSELF);
            run(generation);
        });
    }

    @Override
    public void cancel() {
        starter.execute(() -> end(Duration.ZERO));
    }

    private void run(int generation) {
        JavaRDD<WorkerRecords> training = shards.apply(Split.Part.TRAIN);
        Job job = new Job(
                "tacit-hosts-" + System.identityHashCode(this) + "-" + generation, mostTasks(), new CountDownLatch(1));
        running = Optional.of(job);
        daemon("tacit-hosts-" + generation, () -> host(job, generation, training))
                .start();
    }

    private void host(Job job, int generation, JavaRDD<WorkerRecords> training) {
        TaskEnds ends = new TaskEnds(told);
        context.sc().addSparkListener(ends);
        try {
            // Interrupts: a host may be in a computation that has no end.
            context.setJobGroup(job.group, "hosts of " + Counted.of(training.getNumPartitions(), "worker"), true);
            HostSetup host = setup.apply(generation);
            JavaRDD<WorkerSplits> homes = training.zip(shards.apply(Split.Part.VALIDATION))
                    .zip(shards.apply(Split.Part.TEST))
                    .map(three -> new WorkerSplits(
                            three._1()._1().resident(), three._1()._2(), three._2()))
                    .coalesce(job.tasks);
            GpuStages.withResources(homes, device).foreachPartition(partition -> HostTask.run(host, partition));
            told.job(generation, new TransportException("all of them have ended"));
        } catch (Throwable e) {
            // Also what Scala throws without saying so; it is told to whoever waits.
            told.job(generation, e);
        } finally {
            context.sc().removeSparkListener(ends);
            job.end.countDown();
        }
    }

    /** Waits for the running job, then cancels it, then waits a little more. */
    private void end(Duration patience) {
        running.ifPresent(job -> {
            try {
                if (!job.end.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    context.cancelJobGroup(job.group);
                    if (!job.end.await(END_BY_FORCE.toMillis(), TimeUnit.MILLISECONDS)) {
                        LOG.warn("the job of the hosts did not end within {} s", END_BY_FORCE.toSeconds());
                    }
                }
            } catch (InterruptedException e) {
                context.cancelJobGroup(job.group);
                Thread.currentThread().interrupt();
            }
        });
        running = Optional.empty();
    }

    /** The hosts have been told to end. */
    @Override
    public void close() {
        starter.execute(() -> end(END_BY_ITSELF));
        starter.shutdown();
        try {
            Duration most = END_BY_ITSELF.plus(END_BY_FORCE).multipliedBy(2);
            if (!starter.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the job of the hosts is not over after {} s", most.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
