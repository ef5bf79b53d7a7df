package io.tacit.spark.transport.akka;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.util.List;

/**
 * The actor of a resident task: takes orders for the task's thread and sends its answers. It says hello again and again,
 * also while the thread computes.
 */
final class Host extends AbstractBehavior<Host.Event> {
    /** What it reacts to. */
    interface Event {}

    /** The thread of the task has the records of these workers. */
    record Prepared(List<Integer> workers) implements Event {}

    /** The thread of the task has an answer. */
    record Computed(Answer answer) implements Event {}

    private record Arrived(Object order) implements Event {}

    private record Sent(Delivery delivery) implements Event {}

    private record Look() implements Event {}

    private final HostSetup setup;
    private final WorkQueue queue;
    private final WireKryo kryo;
    private Hello hello;
    private final ActorRef<Coordinator.Event> coordinator;
    private final ActorRef<Inbox.Event> inboxOfDriver;

    private Host(ActorContext<Event> context, HostSetup setup, long task, WireKryo kryo, WorkQueue queue) {
        super(context);
        this.setup = setup;
        this.kryo = kryo;
        this.queue = queue;
        ActorRef<Inbox.Event> inbox = context.spawn(
                Inbox.of(kryo, setup.transfer().giveUpAfter().multipliedBy(2), value -> context.getSelf()
                        .tell(new Arrived(value))),
                ActorSystems.INBOX);
        hello = new Hello(
                RemoteRef.of(context.getSystem(), context.getSelf()),
                RemoteRef.of(context.getSystem(), inbox),
                setup.generation(),
                task,
                List.of());
        coordinator = new RemoteRef<Coordinator.Event>(setup.coordinator()).resolve(context.getSystem());
        inboxOfDriver = new RemoteRef<Inbox.Event>(setup.inbox()).resolve(context.getSystem());
        coordinator.tell(hello);
    }

    /**
     * The guardian of a host's system.
     *
     * @param task Spark's id of the attempt
     */
    static Behavior<Event> of(HostSetup setup, long task, WorkQueue queue) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Look(), setup.heartbeats().every());
            return new Host(context, setup, task, new WireKryo(), queue);
        }));
    }

    @Override
    public Receive<Event> createReceive() {
        return newReceiveBuilder()
                .onMessage(Heartbeat.class, heartbeat -> heard())
                .onMessage(Prepared.class, this::onPrepared)
                .onMessage(Arrived.class, this::onArrived)
                .onMessage(Computed.class, this::onComputed)
                .onMessage(Sent.class, this::onSent)
                .onMessage(Look.class, look -> onLook())
                .onMessage(Finish.class, finish -> onFinish())
                .build();
    }

    private Behavior<Event> heard() {
        queue.heard();
        return this;
    }

    private Behavior<Event> onPrepared(Prepared message) {
        hello = hello.with(message.workers());
        coordinator.tell(hello);
        return this;
    }

    private Behavior<Event> onArrived(Arrived message) {
        queue.put((Order) message.order());
        return heard();
    }

    private Behavior<Event> onComputed(Computed message) {
        Parcel parcel = Parcel.of(message.answer(), kryo, setup.transfer().chunkBytes());
        ActorRef<Event> self = getContext().getSelf();
        getContext()
                .spawnAnonymous(Sending.to(
                        "the driver at " + new RemoteRef<>(setup.coordinator()).hostAndPort(),
                        inboxOfDriver,
                        parcel,
                        setup.transfer(),
                        delivery -> self.tell(new Sent(delivery))));
        return this;
    }

    /** An answer that does not get through must be computed anew: by the next attempt of the task. */
    private Behavior<Event> onSent(Sent message) {
        if (message.delivery() instanceof Delivery.Failed failed) {
            queue.fail(failed.reason());
        }
        return this;
    }

    private Behavior<Event> onLook() {
        coordinator.tell(hello);
        return this;
    }

    private Behavior<Event> onFinish() {
        queue.finish();
        return this;
    }
}
