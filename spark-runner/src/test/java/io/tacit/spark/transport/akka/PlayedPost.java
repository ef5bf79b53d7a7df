package io.tacit.spark.transport.akka;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.Sums;
import io.tacit.spark.transport.Patience;
import io.tacit.spark.worker.Question;
import io.tacit.spark.worker.ShardSums;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Remembers what a {@link Coordination} lets others do. */
final class PlayedPost implements Coordination.Post, Coordinator.Jobs {
    private static final WireKryo KRYO = new WireKryo();

    /** An order that went to a host. */
    record Sent(Hello host, long order) {}

    /** A message that went to a host. */
    record Told(Hello host, Host.Event message) {}

    final List<Sent> sent = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    /** Generations that were started; 0 for one that was ended. */
    final List<Integer> jobs = new ArrayList<>();

    private final int slots;

    PlayedPost(int slots) {
        this.slots = slots;
    }

    @Override
    public void send(Hello host, Coordinator.Ask ask) {
        sent.add(new Sent(host, ask.order().id()));
    }

    @Override
    public void recall() {
        // Where an order is on its way is no matter of these tests.
    }

    @Override
    public void tell(Hello host, Host.Event message) {
        told.add(new Told(host, message));
    }

    @Override
    public void start(int generation) {
        jobs.add(generation);
    }

    @Override
    public void cancel() {
        jobs.add(0);
    }

    @Override
    public int slots() {
        return slots;
    }

    /** A host that is the attempt {@code task}. */
    static Hello host(int generation, long task, Integer... workers) {
        return new Hello(
                new RemoteRef<>("akka://tacit@10.0.0." + task + ":4711/user"),
                new RemoteRef<>("akka://tacit@10.0.0." + task + ":4711/user/" + ActorSystems.INBOX),
                generation,
                task,
                List.of(workers));
    }

    /** A small order. */
    static Coordinator.Ask ask(long id, int quorum, Duration limit) {
        Order order = new EvaluationOrder(
                id, Question.loss(Split.Part.TEST), FlatVector.of(new float[] {1}), RandomKey.of(1));
        return new Coordinator.Ask(
                order,
                Parcel.of(order, KRYO, 1 << 16),
                quorum,
                Patience.of(limit).with(order.kind()),
                new CompletableFuture<>());
    }

    static Answer answer(long order, int worker, double sum) {
        return new EvaluationAnswer(order, new ShardSums(worker, Sums.ofLoss(sum, sum * sum, 1), 0));
    }
}
