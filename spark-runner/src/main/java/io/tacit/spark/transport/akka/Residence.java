package io.tacit.spark.transport.akka;

import akka.actor.typed.ActorSystem;
import io.tacit.core.data.Split;
import io.tacit.spark.model.ModelRecipe;
import io.tacit.spark.transport.Patience;
import io.tacit.spark.transport.StoppedException;
import io.tacit.spark.transport.TransportException;
import io.tacit.spark.transport.rdd.CancellableJobs;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerRecords;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaRDD;

/** The driver's side while hosts are resident: its actor system and the job of the hosts. */
final class Residence implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(10);

    private final CancellableJobs watched;
    private final AkkaSettings settings;
    private final WireKryo kryo = new WireKryo();
    private final ActorSystem<Coordinator.Event> system;
    private final HostingJobs jobs;

    /** Opens a port on the driver's address; hosts are started by the first order. */
    Residence(
            CancellableJobs watched,
            Function<Split.Part, JavaRDD<WorkerRecords>> shards,
            ModelRecipe recipe,
            WorkPlan plan,
            AkkaSettings settings) {
        this.watched = watched;
        this.settings = settings;
        Secret secret = Secret.generate();
        int workers = shards.apply(Split.Part.TRAIN).getNumPartitions();
        jobs = new HostingJobs(
                watched.context(),
                recipe.engine().device(),
                shards,
                generation -> new HostSetup(
                        address("/user"),
                        address("/user/" + ActorSystems.INBOX),
                        secret,
                        recipe,
                        plan,
                        settings.heartbeats(),
                        settings.transfer(),
                        generation),
                new Ends());
        String host = watched.context().getConf().get("spark.driver.host");
        system = ActorSystems.start(host, secret, Coordinator.of(settings, workers, kryo, jobs));
    }

    private String address(String path) {
        return system.address() + path;
    }

    /** Are told to the coordinator, which has to be there before the first job is. */
    private final class Ends implements HostingJobs.Ends {
        @Override
        public void job(int generation, Throwable why) {
            system.tell(new Coordinator.JobEnded(generation, firstLine(why), why));
        }

        @Override
        public void task(long id) {
            system.tell(new Coordinator.TaskEnded(id));
        }
    }

    /** Of Spark's message, which holds the task's own exception. */
    private static String firstLine(Throwable failure) {
        Throwable told = failure instanceof SparkException || failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(told.getMessage()).lines().findFirst().orElse(told.toString());
    }

    /**
     * Waits for the answers of all workers, or of a quorum.
     *
     * @throws StoppedException where somebody asked to stop
     * @throws TransportException where the time is up, or the work failed
     */
    Gathered ask(Order order, int quorum) {
        demandWanted(order);
        if (jobs.areCrowded()) {
            system.tell(new Coordinator.Regroup());
        }
        CompletableFuture<Gathered> answer = new CompletableFuture<>();
        Parcel parcel = Parcel.of(order, kryo, settings.transfer().chunkBytes());
        Patience.Limit limit = watched.patience().with(order.kind());
        long began = System.nanoTime();
        system.tell(new Coordinator.Ask(order, parcel, quorum, limit, answer));
        while (System.nanoTime() - began < limit.time().plus(GRACE).toNanos()) {
            try {
                Gathered gathered = answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                watched.patience().took(order.kind(), Duration.ofNanos(System.nanoTime() - began));
                return gathered;
            } catch (TimeoutException e) {
                if (watched.stop().getAsBoolean()) {
                    system.tell(new Coordinator.Abandon(order));
                    throw new StoppedException(order.inWords());
                }
            } catch (ExecutionException e) {
                Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
                throw new TransportException(Objects.requireNonNullElse(cause.getMessage(), cause.toString()), cause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                system.tell(new Coordinator.Abandon(order));
                throw new StoppedException(order.inWords());
            }
        }
        throw new TransportException(order.inWords() + ": the driver's coordinator did not answer; its log says why");
    }

    private void demandWanted(Order order) {
        if (watched.stop().getAsBoolean()) {
            throw new StoppedException(order.inWords());
        }
    }

    /** Frees the slots of the hosts and the port. */
    @Override
    public void close() {
        system.tell(new Coordinator.Close());
        jobs.close();
        ActorSystems.end(system, END);
    }
}
