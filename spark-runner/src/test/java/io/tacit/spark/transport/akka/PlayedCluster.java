package io.tacit.spark.transport.akka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Spark, its hosts and what they say, played in a time of its own; what happens next is drawn by lot. Hosts die, Spark notices that or
 * does not, runs one of the tasks again, or the wrong one, or none; messages are late, come twice or are lost.
 */
final class PlayedCluster implements Coordination.Post, Coordinator.Jobs {
    static final int WORKERS = 4;

    /** In which a coordinator has to have noticed: silence, the look after it, and a hello that came late. */
    private static final long NOTICED =
            AkkaSettings.DEFAULT.heartbeats().lostAfter().toMillis() + 4000;

    private static final long UNDELIVERED =
            AkkaSettings.DEFAULT.transfer().giveUpAfter().toMillis();

    private final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
    private final Coordination coordination = new Coordination(AkkaSettings.DEFAULT, WORKERS, this, this);
    private final Map<Long, PlayedHost> hosts = new HashMap<>();
    private final Set<Integer> answered = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private final int mostSlots;
    private int slots;
    private int generation;
    /** Hosts of the generation; a slot that has come since is none of them. */
    private int homes;

    private long tasks;
    private long numbers;
    private long now;
    private long recalls;
    private long order;

    private record Event(long time, long number, Runnable what) {}

    /** A task that is a host. */
    private final class PlayedHost {
        private final int home;
        private Hello hello;
        private boolean alive = true;
        private long since = Long.MAX_VALUE;
        private long heard = Long.MIN_VALUE;
        private long died = Long.MAX_VALUE;
        private long latest;
        private final Set<Long> sent = new HashSet<>();

        private PlayedHost(long task, int home) {
            this.home = home;
            hello = PlayedPost.host(generation, task);
        }

        private void beat() {
            if (alive) {
                says();
                // Now and then a garbage collector takes longer than the coordinator has patience.
                in(chance(0.01) ? between(5_000, 15_000) : 1000, this::beat);
            }
        }

        private void says() {
            Hello said = hello;
            if (chance(0.95)) {
                in(between(0, chance(0.05) ? 2000 : 200), () -> {
                    coordination.hello(said, nanos());
                    since = said.isPreparing() ? since : Math.min(since, now);
                    heard = now;
                });
            }
        }

        private void prepared(List<Integer> workers) {
            if (alive) {
                hello = hello.with(workers);
                says();
            }
        }

        private void gets(long id) {
            if (alive && id > latest) {
                latest = id;
                work(id, 0);
            }
        }

        private void work(long id, int index) {
            if (alive && id == latest && index < hello.workers().size()) {
                in(between(50, 1500), () -> {
                    if (alive && id == latest) {
                        int worker = hello.workers().get(index);
                        int copies = chance(0.05) ? 2 : 1;
                        for (int copy = 0; copy < copies; copy++) {
                            in(between(1, chance(0.02) ? 10_000 : 300), () -> answers(id, worker));
                        }
                        work(id, index + 1);
                    }
                });
            }
        }

        private void ends() {
            died = alive ? now : died;
            alive = false;
        }

        /** Long enough to be given what was with the dead, and not just in a pause. */
        private boolean standsBy() {
            return alive && since < now - NOTICED && heard > now - 2000;
        }

        private boolean isGoneForLong() {
            return died < now - NOTICED;
        }
    }

    PlayedCluster(long seed) {
        random = new Random(seed);
        mostSlots = 1 + random.nextInt(WORKERS + 2);
        slots = mostSlots;
        look();
    }

    private void look() {
        coordination.look(nanos());
        check();
        in(1000, this::look);
    }

    private void answers(long id, int worker) {
        if (id == order) {
            answered.add(worker);
        }
        coordination.answer(PlayedPost.answer(id, worker, worker), nanos());
    }

    /** The answers to an order, and how long they took; where they do not come in time, what has been seen of it. */
    Duration round(int deaths, Duration limit) {
        long began = now;
        answered.clear();
        Coordinator.Ask ask = PlayedPost.ask(++order, AkkaSettings.ALL, Duration.ofHours(1));
        for (int death = 0; death < deaths; death++) {
            in(between(0, 8000), this::death);
        }
        if (chance(0.7)) {
            // Spark copies a task for no reason that anybody sees; the copy may be the next that dies.
            launchIn(between(0, 4000), random.nextInt(WORKERS));
        }
        coordination.ask(ask, nanos());
        while (!ask.answer().isDone()) {
            Event next = events.remove();
            now = next.time;
            next.what.run();
            if (now - began > limit.toMillis()) {
                throw new AssertionError("order " + order + " of generation " + generation + " waits since "
                        + (now - began) + " ms for hosts " + hosts.keySet() + " " + violations);
            }
        }
        List<Integer> ranks =
                ask.answer().join().answers().stream().map(Answer::worker).toList();
        if (!ranks.equals(IntStream.range(0, WORKERS).boxed().toList())) {
            throw new AssertionError("answers of " + ranks);
        }
        return Duration.ofMillis(now - began);
    }

    /** Orders that waited for none but the dead for longer than it takes to notice, while somebody living stood by. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    private void check() {
        for (int rank = 0; rank < WORKERS; rank++) {
            int worker = rank;
            List<PlayedHost> all = hosts.values().stream()
                    .filter(host -> host.hello.generation() == generation)
                    .filter(host -> host.hello.workers().contains(worker))
                    .toList();
            boolean standsBy = all.stream().anyMatch(PlayedHost::standsBy);
            boolean isHeld = all.stream().anyMatch(host -> host.sent.contains(order) && !host.isGoneForLong());
            if (order > 0 && !answered.contains(worker) && standsBy && !isHeld) {
                violations.add(
                        "at " + now + " ms order " + order + " of worker " + worker + " is with nobody who lives");
            }
        }
    }

    /** One of the hosts, and whatever Spark makes of it. */
    private void death() {
        List<PlayedHost> living = hosts.values().stream()
                .filter(host -> host.alive && host.hello.generation() == generation)
                .toList();
        if (living.isEmpty()) {
            return;
        }
        PlayedHost dead = living.get(random.nextInt(living.size()));
        dead.ends();
        if (chance(0.5)) {
            in(between(0, 3000), () -> coordination.taskEnded(dead.hello.task()));
        }
        if (chance(0.1)) {
            slots = Math.max(1, slots - 1);
            in(between(20_000, 60_000), () -> slots = mostSlots);
        }
        if (chance(0.8)) {
            int wrong = living.get(random.nextInt(living.size())).home;
            launchIn(between(200, 12_000), chance(0.4) ? wrong : dead.home);
        }
        if (chance(0.3)) {
            launchIn(between(0, 6000), dead.home);
        }
    }

    private void launchIn(long millis, int home) {
        int of = generation;
        in(millis, () -> launch(of, home));
    }

    private void launch(int of, int home) {
        long busy = hosts.values().stream().filter(host -> host.alive).count();
        if (of != generation || home >= homes) {
            return;
        }
        if (busy >= slots) {
            in(1000, () -> launch(of, home));
            return;
        }
        PlayedHost host = new PlayedHost(++tasks, home);
        hosts.put(tasks, host);
        host.beat();
        int all = homes;
        List<Integer> workers = IntStream.range(0, WORKERS)
                .filter(worker -> worker % all == home)
                .boxed()
                .toList();
        in(between(100, 4000), () -> host.prepared(workers));
    }

    @Override
    public void start(int next) {
        generation = next;
        homes = Math.min(slots, WORKERS);
        hosts.values().stream().filter(host -> host.alive).forEach(host -> in(between(0, 3000), host::ends));
        for (int home = 0; home < homes; home++) {
            launchIn(between(500, 3000), home);
        }
    }

    @Override
    public void cancel() {
        throw new AssertionError("order " + order + " was given up");
    }

    @Override
    public int slots() {
        return Math.max(slots, homes);
    }

    @Override
    public void send(Hello hello, Coordinator.Ask ask) {
        PlayedHost host = hosts.get(hello.task());
        long id = ask.order().id();
        long recalled = recalls;
        host.sent.add(id);
        in(between(5, chance(0.02) ? 5000 : 500), () -> host.gets(id));
        in(UNDELIVERED, () -> {
            if (host.latest < id && recalls == recalled) {
                coordination.undelivered(hello, "nothing acknowledged");
            }
        });
    }

    @Override
    public void recall() {
        recalls++;
    }

    @Override
    public void tell(Hello hello, Host.Event message) {
        if (message instanceof Finish) {
            in(between(0, 200), hosts.get(hello.task())::ends);
        }
    }

    private void in(long millis, Runnable what) {
        events.add(new Event(now + millis, numbers++, what));
    }

    private long between(long least, long most) {
        return least + (long) (random.nextDouble() * (most - least));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private long nanos() {
        return Duration.ofMillis(now).toNanos();
    }
}
