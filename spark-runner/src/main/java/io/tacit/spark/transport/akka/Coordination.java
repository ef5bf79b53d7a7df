package io.tacit.spark.transport.akka;

import io.tacit.spark.average.Rejection;
import io.tacit.spark.transport.TransportException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a {@link Coordinator} knows and decides, without actor and clock: which hosts there are, which order goes on, and who has it.
 *
 * <p>One order at a time. Hosts are without state: who comes new, for whatever reason, gets the order that is going on and is up to
 * date. Where workers stay without a host, the job of the hosts is started anew over the slots that there are; each such job is a
 * generation, and hosts of an earlier one are told to end.
 *
 * <pre>
 * hosts:  NONE --order--&gt; RUNNING --job failed, round given up--&gt; NONE;   RUNNING --no host for too long--&gt; RUNNING, next generation
 * order:  none --asked--&gt; gathering --all answers, or quorum and deadline--&gt; none;   gathering --limit, job failed--&gt; failed, none
 * </pre>
 *
 * <p>After whatever happens, every worker without an answer either has a host that is known to live and has been sent the order since
 * it is known, or has none; and for want of a host a worker waits no longer than {@code rehostWithin} once nobody prepares. So no
 * order waits for a host that is gone for longer than it takes to find out.
 */
final class Coordination {
    /** Brings messages to hosts. */
    interface Post {
        /** On its way until it is there, cannot be delivered, or is recalled. */
        void send(Hello host, Coordinator.Ask ask);

        /** Takes back what is on its way. */
        void recall();

        void tell(Hello host, Host.Event message);
    }

    private enum State {
        NONE,
        RUNNING,
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Coordination.class);
    private static final int ROUNDS_REMEMBERED = 5;
    private static final double MILLIS = 1e3;

    private final AkkaSettings settings;
    private final int workers;
    private final Coordinator.Jobs jobs;
    private final Post post;
    private final Hosts hosts;
    private final Deque<List<Duration>> times = new ArrayDeque<>();
    private State state = State.NONE;
    private int generation;
    private boolean generationServed;
    private Optional<Going> going = Optional.empty();
    private long unassignedSince;
    private long late;
    private long duplicates;

    /** The order that is going on. */
    private record Going(Coordinator.Ask ask, Gathering gathering) {
        Order order() {
            return ask.order();
        }
    }

    Coordination(AkkaSettings settings, int workers, Coordinator.Jobs jobs, Post post) {
        this.settings = settings;
        this.workers = workers;
        this.jobs = jobs;
        this.post = post;
        hosts = new Hosts(workers);
    }

    /** Returns the time after which the order is content with a quorum, where there is one. */
    Optional<Duration> ask(Coordinator.Ask ask, long now) {
        int quorum = Math.min(ask.quorum(), workers);
        List<Duration> recent = times.stream().flatMap(List::stream).toList();
        Optional<Duration> deadline =
                quorum == workers ? Optional.empty() : settings.deadline().after(recent);
        going = Optional.of(new Going(ask, new Gathering(ask.order(), workers, quorum, deadline, now)));
        if (state == State.NONE) {
            startHosts(now);
        }
        sendWhatIsDue();
        return deadline;
    }

    private void startHosts(long now) {
        sendAway();
        post.recall();
        state = State.RUNNING;
        generation++;
        generationServed = false;
        unassignedSince = now;
        jobs.start(generation);
    }

    private void sendAway() {
        hosts.all().forEach(host -> post.tell(host, new Finish()));
        hosts.clear();
    }

    /** To be called after whatever may have changed who is asked for whom. */
    private void sendWhatIsDue() {
        going.ifPresent(order ->
                hosts.due(order.order().id(), order.gathering.missing()).forEach(host -> post.send(host, order.ask)));
    }

    void hello(Hello hello, long now) {
        if (state != State.RUNNING || hello.generation() != generation) {
            post.tell(hello, new Finish());
        } else if (hosts.see(hello, now)) {
            if (!hello.isPreparing()) {
                LOG.info("workers {} are hosted by {}", hello.workers(), hello.inWords());
            }
            post.tell(hello, new Heartbeat());
            sendWhatIsDue();
        }
    }

    /** If the host is alive all the same it says hello again and gets the order again. */
    void undelivered(Hello host, String reason) {
        LOG.warn("{}", reason);
        hosts.remove(host);
        sendWhatIsDue();
    }

    /** Spark has seen the end of a task, which may have been a host. */
    void taskEnded(long task) {
        hosts.lose(task).ifPresent(host -> {
            LOG.warn("{} with workers {} has ended", host.inWords(), host.workers());
            sendWhatIsDue();
        });
    }

    void answer(Answer answer, long now) {
        if (going.isEmpty() || answer.order() != going.get().order().id()) {
            late++;
            LOG.info("worker {} is late: its result is dropped, as {} so far", answer.worker(), late);
        } else if (!going.get().gathering.take(answer, now)) {
            duplicates++;
            LOG.info("worker {} answered twice: counted once, as {} so far", answer.worker(), duplicates);
        } else {
            endIfOver(now);
        }
    }

    private void endIfOver(long now) {
        going.filter(order -> order.gathering.isOver(now)).ifPresent(order -> {
            Gathering all = order.gathering;
            List<Rejection> absent = all.missing().stream()
                    .map(worker -> new Rejection(
                            worker,
                            String.format(
                                    Locale.ROOT,
                                    "no result within %.1f s from %s",
                                    all.took(now).toMillis() / MILLIS,
                                    whereabouts(worker))))
                    .toList();
            remember(all);
            generationServed = true;
            endOrder();
            order.ask.answer().complete(new Gathered(all.inRankOrder(), absent));
        });
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
        going = Optional.empty();
        post.recall();
    }

    /** To be called again and again, and when a time is up. */
    void look(long now) {
        for (Hello lost : hosts.lose(settings.heartbeats().lostAfter(), now)) {
            LOG.warn(
                    "{} with workers {} has said nothing for {} s and is taken for lost",
                    lost.inWords(),
                    lost.workers(),
                    settings.heartbeats().lostAfter().toSeconds());
        }
        hosts.all().forEach(host -> post.tell(host, new Heartbeat()));
        endIfOver(now);
        giveUpIfLong(now);
        lookForHomes(now);
        sendWhatIsDue();
    }

    private void giveUpIfLong(long now) {
        going.filter(order -> order.gathering.lasts(order.ask.limit().time(), now))
                .ifPresent(order -> {
                    String awaited = order.gathering.missing().stream()
                            .map(worker -> "worker " + worker + " on " + whereabouts(worker))
                            .collect(Collectors.joining(", "));
                    stopHosts();
                    fail(order.ask.limit().exceeded(order.order().inWords(), "no result of " + awaited));
                });
    }

    private void stopHosts() {
        sendAway();
        state = State.NONE;
        jobs.cancel();
    }

    /** A host that makes records ready may take as long as it needs, within the limit of the order. */
    private void lookForHomes(long now) {
        List<Integer> unassigned = hosts.unassigned();
        if (state != State.RUNNING || unassigned.isEmpty() || hosts.arePreparing()) {
            unassignedSince = now;
        } else if (hosts.all().size() >= jobs.slots()) {
            // Spark has given a slot to a second host of workers that have one: it runs a stage anew as a whole.
            LOG.warn("workers {} have no host, and no slot is free for one: all are distributed anew", unassigned);
            startHosts(now);
        } else if (now - unassignedSince > settings.rehostWithin().toNanos()) {
            LOG.warn(
                    "workers {} have had no host for {} s: all are distributed anew over the slots that there are",
                    unassigned,
                    settings.rehostWithin().toSeconds());
            startHosts(now);
        }
    }

    private String whereabouts(int worker) {
        return hosts.of(worker).map(Hello::inWords).orElse("no host");
    }

    /** A job that has served is given another chance: what failed may be a machine. */
    void jobEnded(Coordinator.JobEnded job, long now) {
        if (state != State.RUNNING || job.generation() != generation) {
            return;
        }
        LOG.warn("the job of the hosts ended: {}", job.reason());
        hosts.clear();
        state = State.NONE;
        going.ifPresent(order -> {
            if (generationServed) {
                startHosts(now);
            } else {
                fail(new TransportException(order.order().inWords() + " failed: " + job.reason(), job.cause()));
            }
        });
    }

    private void fail(TransportException failure) {
        CompletableFuture<Gathered> answer = going.orElseThrow().ask.answer();
        endOrder();
        answer.completeExceptionally(failure);
    }

    /** Nobody waits for the order any more. */
    void abandon(Order order) {
        if (going.isPresent() && going.get().order().id() == order.id()) {
            endOrder();
        }
    }

    /** There is room for more hosts. */
    void regroup(long now) {
        if (state == State.RUNNING && going.isEmpty()) {
            LOG.info("there are more slots than hosts: workers are distributed anew");
            startHosts(now);
        }
    }

    void close() {
        sendAway();
        state = State.CLOSED;
    }
}
