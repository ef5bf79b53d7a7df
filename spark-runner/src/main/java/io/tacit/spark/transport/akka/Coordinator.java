package io.tacit.spark.transport.akka;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.tacit.spark.transport.Patience;
import io.tacit.spark.transport.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The actor on the driver that brings orders to hosts and gathers their answers. What it decides is decided by its
 * {@link Coordination}; here are its messages, its timers and what is on its way.
 */
final class Coordinator extends AbstractBehavior<Coordinator.Event> implements Coordination.Post {
    /** What it reacts to. */
    interface Event {}

    /**
     * An order that all workers are to answer.
     *
     * @param parcel the order
     * @param limit on the whole
     * @param answer is completed, also with a {@link TransportException}
     */
    record Ask(Order order, Parcel parcel, int quorum, Patience.Limit limit, CompletableFuture<Gathered> answer)
            implements Event {}

    /** Nobody waits for the order any more. */
    record Abandon(Order order) implements Event {}

    /** There is room for more hosts. */
    record Regroup() implements Event {}

    /** The job of a generation is over though nobody ended it. */
    record JobEnded(int generation, String reason, Throwable cause) implements Event {}

    /** Spark has seen the end of a task, of whatever job. */
    record TaskEnded(long task) implements Event {}

    /** All hosts are to end. */
    record Close() implements Event {}

    /** An answer has come. */
    record Arrived(Object answer) implements Event {}

    private record Undelivered(Hello host, String reason) implements Event {}

    private record Look() implements Event {}

    /** Spark jobs of hosts, started and ended in the background. */
    interface Jobs {
        /** Ends what runs, then starts the next. */
        void start(int generation);

        /** Ends what runs, also what hangs. */
        void cancel();

        /** How many hosts there may be at the same time, now or when the job was started. */
        int slots();
    }

    private final TransferLimits transfer;
    private final TimerScheduler<Event> timers;
    private final Coordination coordination;
    private final List<ActorRef<Sending.Event>> sendings = new ArrayList<>();

    private Coordinator(
            ActorContext<Event> context,
            TimerScheduler<Event> timers,
            AkkaSettings settings,
            int workers,
            WireKryo kryo,
            Jobs jobs) {
        super(context);
        this.timers = timers;
        transfer = settings.transfer();
        coordination = new Coordination(settings, workers, jobs, this);
        Duration patience = transfer.giveUpAfter().multipliedBy(2);
        context.spawn(
                Inbox.of(kryo, patience, value -> context.getSelf().tell(new Arrived(value))), ActorSystems.INBOX);
    }

    /** The guardian of the driver's system. */
    static Behavior<Event> of(AkkaSettings settings, int workers, WireKryo kryo, Jobs jobs) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Look(), settings.heartbeats().every());
            return new Coordinator(context, timers, settings, workers, kryo, jobs);
        }));
    }

    @Override
    public Receive<Event> createReceive() {
        return newReceiveBuilder()
                .onMessage(Ask.class, this::onAsk)
                .onMessage(Hello.class, hello -> done(() -> coordination.hello(hello, System.nanoTime())))
                .onMessage(Arrived.class, this::onArrived)
                .onMessage(
                        Undelivered.class,
                        message -> done(() -> coordination.undelivered(message.host, message.reason)))
                .onMessage(TaskEnded.class, message -> done(() -> coordination.taskEnded(message.task)))
                .onMessage(Look.class, look -> done(() -> coordination.look(System.nanoTime())))
                .onMessage(JobEnded.class, message -> done(() -> coordination.jobEnded(message, System.nanoTime())))
                .onMessage(Abandon.class, message -> done(() -> coordination.abandon(message.order)))
                .onMessage(Regroup.class, message -> done(() -> coordination.regroup(System.nanoTime())))
                .onMessage(Close.class, message -> done(coordination::close))
                .build();
    }

    private Behavior<Event> done(Runnable reaction) {
        reaction.run();
        return this;
    }

    /** Looks are taken when its times are up; what is over by then is none the worse for one. */
    private Behavior<Event> onAsk(Ask ask) {
        Optional<Duration> deadline = coordination.ask(ask, System.nanoTime());
        deadline.ifPresent(time -> timers.startSingleTimer("deadline", new Look(), time));
        timers.startSingleTimer("limit", new Look(), ask.limit().time());
        return this;
    }

    private Behavior<Event> onArrived(Arrived message) {
        coordination.answer((Answer) message.answer(), System.nanoTime());
        return this;
    }

    @Override
    public void send(Hello host, Ask ask) {
        ActorRef<Event> self = getContext().getSelf();
        ActorRef<Inbox.Event> inbox = host.inbox().resolve(getContext().getSystem());
        sendings.add(getContext().spawnAnonymous(Sending.to(host.inWords(), inbox, ask.parcel(), transfer, delivery -> {
            if (delivery instanceof Delivery.Failed failed) {
                self.tell(new Undelivered(host, failed.reason()));
            }
        })));
    }

    @Override
    public void recall() {
        sendings.forEach(sending -> sending.tell(new Sending.Cancel()));
        sendings.clear();
    }

    @Override
    public void tell(Hello host, Host.Event message) {
        host.self().resolve(getContext().getSystem()).tell(message);
    }
}
