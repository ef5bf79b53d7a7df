package io.tacit.spark.transport.akka;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import io.tacit.spark.average.Rejection;
import io.tacit.spark.transport.TransportException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The actor on the driver that brings orders to hosts and gathers their answers.
 *
 * <p>One order at a time. Hosts are without state: who comes new, for whatever reason, gets the order that is going on and
 * is up to date. Where workers stay without a host, the job of the hosts is started anew over the slots that there are;
 * each such job is a generation, and hosts of an earlier one are told to end.
 *
 * <pre>
 * hosts:  NONE --order--&gt; RUNNING --job failed, round given up--&gt; NONE;   RUNNING --no host for too long--&gt; RUNNING, next generation
 * order:  none --asked--&gt; gathering --all answers, or quorum and deadline--&gt; none;   gathering --limit, job failed--&gt; failed, none
 * </pre>
 */
final class Coordinator extends AbstractBehavior<Coordinator.Event> {
    /** What it reacts to. */
    interface Event {}

    /**
     * An order that all workers are to answer.
     *
     * @param parcel the order
     * @param limit on the whole
     * @param answer is completed, also with a {@link TransportException}
     */
    record Ask(Order order, Parcel parcel, int quorum, Duration limit, CompletableFuture<Gathered> answer)
            implements Event {}

    /** Nobody waits for the order any more. */
    record Abandon(Order order) implements Event {}

    /** There is room for more hosts. */
    record Regroup() implements Event {}

    /** The job of a generation is over though nobody ended it. */
    record JobEnded(int generation, String reason, Throwable cause) implements Event {}

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
    }

    private enum State {
        NONE,
        RUNNING,
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
    private static final int ROUNDS_REMEMBERED = 5;

    private final AkkaSettings settings;
    private final int workers;
    private final Jobs jobs;
    private final TimerScheduler<Event> timers;
    private final Hosts hosts;
    private final Deque<List<Duration>> times = new ArrayDeque<>();
    private final List<ActorRef<Sending.Event>> sendings = new ArrayList<>();
    private State state = State.NONE;
    private int generation;
    private boolean generationServed;
    private Optional<Ask> asked = Optional.empty();
    private Optional<Gathering> gathering = Optional.empty();
    private long homelessSince;
    private long late;
    private long duplicates;

    private Coordinator(
            ActorContext<Event> context,
            TimerScheduler<Event> timers,
            AkkaSettings settings,
            int workers,
            WireKryo kryo,
            Jobs jobs) {
        super(context);
        this.timers = timers;
        this.settings = settings;
        this.workers = workers;
        this.jobs = jobs;
        hosts = new Hosts(workers);
        Duration patience = settings.transfer().giveUpAfter().multipliedBy(2);
        context.spawn(
                Inbox.of(kryo, patience, value -> context.getSelf().tell(new Arrived(value))), ActorSystems.INBOX);
    }

    /** The guardian of the driver's system. */
    static Behavior<Event> of(AkkaSettings settings, int workers, WireKryo kryo, Jobs jobs) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Look(), settings.signs().every());
            return new Coordinator(context, timers, settings, workers, kryo, jobs);
        }));
    }

    @Override
    public Receive<Event> createReceive() {
        return newReceiveBuilder()
                .onMessage(Ask.class, this::onAsk)
                .onMessage(Hello.class, hello -> onHello(hello, System.nanoTime()))
                .onMessage(Arrived.class, message -> onAnswer((Answer) message.answer(), System.nanoTime()))
                .onMessage(Undelivered.class, this::onUndelivered)
                .onMessage(Look.class, look -> onLook(System.nanoTime()))
                .onMessage(JobEnded.class, this::onJobEnded)
                .onMessage(Abandon.class, this::onAbandon)
                .onMessage(Regroup.class, regroup -> onRegroup())
                .onMessage(Close.class, close -> onClose())
                .build();
    }

    private Behavior<Event> onAsk(Ask ask) {
        int quorum = Math.min(ask.quorum(), workers);
        List<Duration> recent = times.stream().flatMap(List::stream).toList();
        Optional<Duration> deadline =
                quorum == workers ? Optional.empty() : settings.deadline().after(recent);
        asked = Optional.of(ask);
        gathering = Optional.of(new Gathering(ask.order(), workers, quorum, deadline, System.nanoTime()));
        deadline.ifPresent(time -> timers.startSingleTimer("deadline", new Look(), time));
        timers.startSingleTimer("limit", new Look(), ask.limit());
        if (state == State.NONE) {
            startHosts();
        }
        hosts.asked().forEach(host -> send(ask, host));
        return this;
    }

    private void startHosts() {
        hosts.all().forEach(host -> tell(host, new Finish()));
        hosts.clear();
        cancelSendings();
        state = State.RUNNING;
        generation++;
        generationServed = false;
        homelessSince = System.nanoTime();
        jobs.start(generation);
    }

    private Behavior<Event> onHello(Hello hello, long now) {
        if (state != State.RUNNING || hello.generation() != generation) {
            tell(hello, new Finish());
        } else if (hosts.see(hello, now)) {
            if (!hello.isPreparing()) {
                LOG.info("workers {} are hosted by {}", hello.workers(), hello.inWords());
            }
            tell(hello, new Beat());
            if (hosts.isAsked(hello)) {
                asked.ifPresent(ask -> send(ask, hello));
            }
        }
        return this;
    }

    private void send(Ask ask, Hello host) {
        ActorRef<Event> self = getContext().getSelf();
        ActorRef<Inbox.Event> inbox = host.inbox().resolve(getContext().getSystem());
        sendings.add(getContext()
                .spawnAnonymous(Sending.to(host.inWords(), inbox, ask.parcel(), settings.transfer(), delivery -> {
                    if (delivery instanceof Delivery.Failed failed) {
                        self.tell(new Undelivered(host, failed.reason()));
                    }
                })));
    }

    /** If it is alive all the same it says hello again and gets the order again. */
    private Behavior<Event> onUndelivered(Undelivered message) {
        LOG.warn("{}", message.reason());
        hosts.remove(message.host());
        return this;
    }

    private Behavior<Event> onAnswer(Answer answer, long now) {
        if (gathering.isEmpty() || answer.order() != gathering.get().order().id()) {
            late++;
            LOG.info("worker {} is late: its result is dropped, as {} so far", answer.worker(), late);
        } else if (!gathering.get().take(answer, now)) {
            duplicates++;
            LOG.info("worker {} answered twice: counted once, as {} so far", answer.worker(), duplicates);
        } else {
            endIfOver(now);
        }
        return this;
    }

    private void endIfOver(long now) {
        if (gathering.isPresent() && gathering.get().isOver(now)) {
            Gathering all = gathering.get();
            List<Rejection> absent = all.missing().stream()
                    .map(worker -> new Rejection(
                            worker,
                            String.format(
                                    Locale.ROOT,
                                    "no result within %.1f s from %s",
                                    all.took(now).toMillis() / 1e3,
                                    whereabouts(worker))))
                    .toList();
            remember(all);
            generationServed = true;
            CompletableFuture<Gathered> answer = asked.orElseThrow().answer();
            endOrder();
            answer.complete(new Gathered(all.inRankOrder(), absent));
        }
    }

    /** Evaluations take other times. */
    private void remember(Gathering all) {
        if (all.order() instanceof RoundOrder) {
            times.addLast(all.times());
        }
        if (times.size() > ROUNDS_REMEMBERED) {
            times.removeFirst();
        }
    }

    private void endOrder() {
        asked = Optional.empty();
        gathering = Optional.empty();
        timers.cancel("deadline");
        timers.cancel("limit");
        cancelSendings();
    }

    private void cancelSendings() {
        sendings.forEach(sending -> sending.tell(new Sending.Cancel()));
        sendings.clear();
    }

    private Behavior<Event> onLook(long now) {
        for (Hello lost : hosts.lose(settings.signs().lostAfter(), now)) {
            LOG.warn(
                    "{} with workers {} has said nothing for {} s and is taken for lost",
                    lost.inWords(),
                    lost.workers(),
                    settings.signs().lostAfter().toSeconds());
        }
        hosts.all().forEach(host -> tell(host, new Beat()));
        endIfOver(now);
        giveUpIfLong(now);
        lookForHomes(now);
        return this;
    }

    private void giveUpIfLong(long now) {
        if (gathering.isPresent() && gathering.get().lasts(asked.orElseThrow().limit(), now)) {
            String waitedFor = gathering.get().missing().stream()
                    .map(worker -> "worker " + worker + " on " + whereabouts(worker))
                    .collect(Collectors.joining(", "));
            stopHosts();
            fail(new TransportException(asked.get().order().inWords() + " did not end within "
                    + asked.get().limit().toSeconds() + " s: no result of " + waitedFor
                    + "; look for a lost executor or raise training.roundTimeout"));
        }
    }

    private void stopHosts() {
        hosts.all().forEach(host -> tell(host, new Finish()));
        hosts.clear();
        state = State.NONE;
        jobs.cancel();
    }

    /** A host that makes records ready may take as long as it needs, within the limit of the order. */
    private void lookForHomes(long now) {
        List<Integer> homeless = hosts.homeless();
        if (state != State.RUNNING || homeless.isEmpty() || hosts.arePreparing()) {
            homelessSince = now;
        } else if (now - homelessSince > settings.rehostWithin().toNanos()) {
            LOG.warn(
                    "workers {} have had no host for {} s: all are distributed anew over the slots that there are",
                    homeless,
                    settings.rehostWithin().toSeconds());
            startHosts();
        }
    }

    private String whereabouts(int worker) {
        return hosts.of(worker).map(Hello::inWords).orElse("no host");
    }

    /** A job that has served is given another chance: what failed may be a machine. */
    private Behavior<Event> onJobEnded(JobEnded message) {
        if (state != State.RUNNING || message.generation() != generation) {
            return this;
        }
        LOG.warn("the job of the hosts ended: {}", message.reason());
        hosts.clear();
        state = State.NONE;
        if (asked.isPresent() && generationServed) {
            startHosts();
        } else if (asked.isPresent()) {
            fail(new TransportException(
                    asked.get().order().inWords() + " failed: " + message.reason(), message.cause()));
        }
        return this;
    }

    private void fail(TransportException failure) {
        CompletableFuture<Gathered> answer = asked.orElseThrow().answer();
        endOrder();
        answer.completeExceptionally(failure);
    }

    private Behavior<Event> onAbandon(Abandon message) {
        if (gathering.isPresent()
                && gathering.get().order().id() == message.order().id()) {
            endOrder();
        }
        return this;
    }

    private Behavior<Event> onRegroup() {
        if (state == State.RUNNING && asked.isEmpty()) {
            LOG.info("there are more slots than hosts: workers are distributed anew");
            startHosts();
        }
        return this;
    }

    private Behavior<Event> onClose() {
        hosts.all().forEach(host -> tell(host, new Finish()));
        state = State.CLOSED;
        return this;
    }

    private void tell(Hello host, Host.Event message) {
        host.self().resolve(getContext().getSystem()).tell(message);
    }
}
