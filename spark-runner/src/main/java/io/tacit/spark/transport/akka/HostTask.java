package io.tacit.spark.transport.akka;

import akka.actor.typed.ActorSystem;
import io.tacit.spark.model.Model;
import io.tacit.spark.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Spark task that is a host: its thread computes what is ordered, for one logical worker after the other, until the
 * driver needs it no longer, is silent, or Spark kills the task. What an objective throws fails the task, as in any job.
 */
final class HostTask {
    private static final Logger LOG = LoggerFactory.getLogger(HostTask.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration END = Duration.ofSeconds(10);

    private final TaskContext task;
    private final HostSetup setup;
    private final Iterator<WorkerSplits> partitions;
    private final WorkQueue queue;

    private HostTask(TaskContext task, HostSetup setup, Iterator<WorkerSplits> partitions) {
        this.task = task;
        this.setup = setup;
        this.partitions = partitions;
        queue = new WorkQueue(setup.heartbeats().orphanedAfter());
    }

    /**
     * To be called by the task.
     *
     * @param partitions of its workers, whose records are made ready when they are asked for
     */
    static void run(HostSetup setup, Iterator<WorkerSplits> partitions) throws InterruptedException {
        new HostTask(TaskContext.get(), setup, partitions).host();
    }

    private void host() throws InterruptedException {
        String address = SparkEnv.get().blockManager().blockManagerId().host();
        ActorSystem<Host.Event> system =
                ActorSystems.start(address, setup.secret(), Host.of(setup, task.taskAttemptId(), queue));
        try {
            List<WorkerSplits> workers = prepared();
            if (!workers.isEmpty()) {
                system.tell(new Host.Prepared(
                        workers.stream().map(WorkerSplits::worker).toList()));
                serve(workers, system);
            }
        } finally {
            end(system);
        }
    }

    private List<WorkerSplits> prepared() {
        List<WorkerSplits> workers = new ArrayList<>();
        partitions.forEachRemaining(workers::add);
        workers.sort(Comparator.comparingInt(WorkerSplits::worker));
        return workers;
    }

    private void serve(List<WorkerSplits> workers, ActorSystem<Host.Event> system) throws InterruptedException {
        Model model = setup.recipe().model();
        while (!queue.isFinished()) {
            Optional<Order> order = queue.next(LOOK);
            demandAlive();
            if (order.isPresent()) {
                work(order.get(), workers, model, system);
            }
        }
    }

    /** Until there is a later order. */
    private void work(Order order, List<WorkerSplits> workers, Model model, ActorSystem<Host.Event> system) {
        for (WorkerSplits worker : workers) {
            if (!queue.isLatest(order)) {
                return;
            }
            demandAlive();
            system.tell(new Host.Computed(order.answer(setup.plan(), model, worker, task.attemptNumber())));
        }
    }

    private void demandAlive() {
        if (task.isInterrupted()) {
            throw new TaskKilledException("the driver cancelled the job of the hosts");
        }
    }

    private static void end(ActorSystem<?> system) {
        try {
            ActorSystems.end(system, END);
        } catch (TransportException e) {
            LOG.warn("{}", e.getMessage());
        }
    }
}
