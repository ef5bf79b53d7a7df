package io.tacit.spark.transport.akka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import io.tacit.spark.transport.TransportException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two workers; the hosts are played by probes, and their results come as parcels of one chunk. */
class CoordinatorTest {
    private static final ActorTestKit KIT = ActorTestKit.create(
            "coordinator",
            ConfigFactory.parseString("akka.loglevel = WARNING, akka.actor.testkit.typed.single-expect-default = 60s"));
    private static final WireKryo KRYO = new WireKryo();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final AkkaSettings CALM = AkkaSettings.DEFAULT;

    /** Generations that were started; 0 for one that was ended. */
    private final BlockingQueue<Integer> jobs = new ArrayBlockingQueue<>(10);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    @DisplayName("the first order starts hosts; each gets it; late answers and second ones count for nothing")
    void oneOrder() throws Exception {
        ActorRef<Coordinator.Event> coordinator = coordinator(CALM);
        CompletableFuture<Gathered> first = ask(coordinator, 1, AkkaSettings.ALL, PATIENCE);
        assertThat(job()).isEqualTo(1);
        PlayedHost zero = new PlayedHost(1, 17, 0);
        PlayedHost one = new PlayedHost(1, 18, 1);
        zero.says(coordinator);
        one.says(coordinator);
        assertThat(zero.order().id()).isEqualTo(1);
        assertThat(one.order().id()).isEqualTo(1);

        answer(coordinator, 1, 1, 10);
        answer(coordinator, 1, 1, 999);
        assertThat(first).isNotDone();
        answer(coordinator, 1, 0, 20);
        assertThat(sums(first)).containsExactly(20.0, 10.0);

        CompletableFuture<Gathered> second = ask(coordinator, 2, AkkaSettings.ALL, PATIENCE);
        answer(coordinator, 1, 0, 999);
        answer(coordinator, 2, 0, 1);
        answer(coordinator, 2, 1, 2);
        assertThat(sums(second)).containsExactly(1.0, 2.0);
    }

    @Test
    @DisplayName("with a quorum, who has not answered at the deadline is absent, with the host that was waited for")
    void quorum() throws Exception {
        ActorRef<Coordinator.Event> coordinator =
                coordinator(CALM.quorum(1, new Deadline.Fixed(Duration.ofMillis(100))));
        CompletableFuture<Gathered> gathered = ask(coordinator, 1, 1, PATIENCE);
        answer(coordinator, 1, 1, 7);
        assertThat(sums(gathered)).containsExactly(7.0);
        assertThat(gathered.get().absent()).singleElement().satisfies(absent -> {
            assertThat(absent.worker()).isZero();
            assertThat(absent.reason()).matches("no result within [0-9.]+ s from no host");
        });
    }

    @Test
    @DisplayName("a later attempt takes over and gets what is going on; hosts of an ended job are sent away")
    void takeOver() throws Exception {
        ActorRef<Coordinator.Event> coordinator = coordinator(CALM);
        CompletableFuture<Gathered> gathered = ask(coordinator, 1, AkkaSettings.ALL, PATIENCE);
        PlayedHost first = new PlayedHost(1, 17, 0, 1);
        first.says(coordinator);
        first.order();
        PlayedHost second = new PlayedHost(1, 18, 0, 1);
        second.says(coordinator);
        assertThat(second.order().id()).isEqualTo(1);

        PlayedHost stale = new PlayedHost(0, 9, 0);
        stale.says(coordinator);
        stale.self.expectMessage(new Finish());
        assertThat(gathered).isNotDone();
    }

    @Test
    @DisplayName("a round that lasts too long names whom it waited for, and the hosts are ended")
    void limit() throws Exception {
        ActorRef<Coordinator.Event> coordinator = coordinator(CALM);
        CompletableFuture<Gathered> gathered = ask(coordinator, 1, AkkaSettings.ALL, Duration.ofMillis(1500));
        assertThat(job()).isEqualTo(1);
        answer(coordinator, 1, 0, 1);
        assertThatThrownBy(() -> gathered.get(2, TimeUnit.MINUTES))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(TransportException.class)
                .hasMessage(
                        "the evaluation of the test records did not end within 1.5 s: no result of worker 1 on no host;"
                                + " look for a lost executor or raise training.roundTimeout");
        assertThat(job()).isZero();
    }

    @Test
    @DisplayName("a job that fails ends the round with its reason; after rounds that went well it is tried once more")
    void jobFails() throws Exception {
        ActorRef<Coordinator.Event> coordinator = coordinator(CALM);
        CompletableFuture<Gathered> first = ask(coordinator, 1, AkkaSettings.ALL, PATIENCE);
        answer(coordinator, 1, 0, 1);
        answer(coordinator, 1, 1, 1);
        assertThat(sums(first)).hasSize(2);
        assertThat(job()).isEqualTo(1);

        CompletableFuture<Gathered> second = ask(coordinator, 2, AkkaSettings.ALL, PATIENCE);
        coordinator.tell(new Coordinator.JobEnded(1, "boom", new IllegalStateException("boom")));
        assertThat(job()).isEqualTo(2);
        coordinator.tell(new Coordinator.JobEnded(1, "old news", new IllegalStateException()));
        coordinator.tell(new Coordinator.JobEnded(2, "boom again", new IllegalStateException("boom again")));
        assertThatThrownBy(() -> second.get(2, TimeUnit.MINUTES))
                .cause()
                .isInstanceOf(TransportException.class)
                .hasMessageEndingWith("failed: boom again");
    }

    private ActorRef<Coordinator.Event> coordinator(AkkaSettings settings) {
        return KIT.spawn(Coordinator.of(settings, 2, KRYO, new Coordinator.Jobs() {
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
                return 2;
            }
        }));
    }

    private int job() throws InterruptedException {
        return End.await(jobs, PATIENCE);
    }

    private static CompletableFuture<Gathered> ask(
            ActorRef<Coordinator.Event> coordinator, long id, int quorum, Duration limit) {
        Coordinator.Ask ask = PlayedPost.ask(id, quorum, limit);
        coordinator.tell(ask);
        return ask.answer();
    }

    private static void answer(ActorRef<Coordinator.Event> coordinator, long order, int worker, double sum) {
        coordinator.tell(new Coordinator.Arrived(PlayedPost.answer(order, worker, sum)));
    }

    private static List<Double> sums(CompletableFuture<Gathered> gathered) throws Exception {
        return gathered.get(2, TimeUnit.MINUTES).answers().stream()
                .map(answer -> ((EvaluationAnswer) answer).sums().sums().sum())
                .toList();
    }

    /** Acknowledges what it is sent. */
    private static final class PlayedHost {
        private final TestProbe<Host.Event> self = KIT.createTestProbe();
        private final BlockingQueue<Object> orders = new ArrayBlockingQueue<>(10);
        private final Hello hello;

        private PlayedHost(int generation, long task, Integer... workers) {
            ActorRef<Inbox.Event> inbox = KIT.spawn(Inbox.of(KRYO, PATIENCE, orders::add));
            hello = new Hello(
                    RemoteRef.of(KIT.system(), self.getRef()),
                    RemoteRef.of(KIT.system(), inbox),
                    generation,
                    task,
                    List.of(workers));
        }

        private void says(ActorRef<Coordinator.Event> coordinator) {
            coordinator.tell(hello);
        }

        private Order order() throws InterruptedException {
            return (Order) End.await(orders, PATIENCE);
        }
    }
}
