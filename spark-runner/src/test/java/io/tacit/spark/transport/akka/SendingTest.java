package io.tacit.spark.transport.akka;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SendingTest {
    /** Of every wait. */
    private static final Duration BOUND = Duration.ofMinutes(1);

    private static final TransferLimits LIMITS =
            new TransferLimits(16, 3, Duration.ofMillis(400), Duration.ofMinutes(2));
    private static final TransferLimits HASTY =
            new TransferLimits(16, 3, Duration.ofMillis(400), Duration.ofMillis(1500));
    private static final ActorTestKit KIT = ActorTestKit.create(
            "sending",
            ConfigFactory.parseString("akka.loglevel = WARNING, akka.actor.testkit.typed.single-expect-default = 60s"));

    private final TestProbe<Inbox.Event> inbox = KIT.createTestProbe();
    private final BlockingQueue<Delivery> end = new ArrayBlockingQueue<>(1);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    @DisplayName("no more chunks than the window are on their way; each acknowledgement lets one go")
    void window() {
        ActorRef<Sending.Event> sending = send(5, new TransferLimits(16, 3, BOUND, BOUND.multipliedBy(2)));
        assertThat(indices(3)).containsExactly(0, 1, 2);
        inbox.expectNoMessage(Duration.ofMillis(30));
        sending.tell(new Acknowledged(1));
        assertThat(indices(1)).containsExactly(3);
        sending.tell(new Acknowledged(1));
        inbox.expectNoMessage(Duration.ofMillis(20));
        sending.tell(new Acknowledged(0));
        assertThat(indices(1)).containsExactly(4);
        List.of(2, 3, 4).forEach(i -> sending.tell(new Acknowledged(i)));
        inbox.expectTerminated(sending, BOUND);
        assertThat(end.poll()).isEqualTo(new Delivery.Delivered("host 7", 80, 0));
    }

    @Test
    @DisplayName("chunks without an answer are sent again, those with one are not")
    void resent() {
        ActorRef<Sending.Event> sending = send(3, LIMITS);
        indices(3);
        sending.tell(new Acknowledged(1));
        assertThat(indices(2)).containsExactly(0, 2);
        List.of(0, 2).forEach(i -> sending.tell(new Acknowledged(i)));
        inbox.expectTerminated(sending, BOUND);
        assertThat(end.poll())
                .isInstanceOfSatisfying(Delivery.Delivered.class, delivered -> assertThat(delivered.resentChunks())
                        .isPositive());
    }

    @Test
    @DisplayName("a silent peer is given up by name, and the chunks are withdrawn")
    void silence() throws Exception {
        ActorRef<Sending.Event> sending = send(5, HASTY);
        sending.tell(new Acknowledged(0));
        assertThat(End.await(end, BOUND))
                .isEqualTo(new Delivery.Failed(
                        "host 7",
                        "host 7 acknowledged 1 of 5 chunks and then nothing for 1500 ms; look whether it is alive and"
                                + " can be reached"));
        inbox.fishForMessage(
                BOUND,
                event -> event instanceof Withdrawn ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore());
    }

    @Test
    @DisplayName("what is cancelled is withdrawn and reports nothing; what is refused says why")
    void cancelledAndRefused() {
        ActorRef<Sending.Event> cancelled = send(5, LIMITS);
        indices(3);
        cancelled.tell(new Sending.Cancel());
        inbox.expectMessageClass(Withdrawn.class);
        assertThat(end).isEmpty();

        ActorRef<Sending.Event> refused = send(1, LIMITS);
        refused.tell(new Refused("FlatVector arrived damaged"));
        inbox.expectTerminated(refused, BOUND);
        assertThat(end.poll())
                .isEqualTo(new Delivery.Failed("host 7", "host 7 refused what was sent: FlatVector arrived damaged"));
    }

    @Test
    @DisplayName("an inbox takes chunks in any order and twice, and hands the value on once")
    void anyOrder() {
        WireKryo kryo = new WireKryo();
        List<Object> values = new ArrayList<>();
        ActorRef<Inbox.Event> real = KIT.spawn(Inbox.of(kryo, Duration.ofSeconds(5), values::add));
        TestProbe<Sending.Event> sender = KIT.createTestProbe();
        Parcel parcel = Parcel.of("a text that has three pieces at least", kryo, 16);
        int count = parcel.chunks().size();
        for (int index : new int[] {2, 0, 0, 2, 1, 1}) {
            real.tell(new Chunk(
                    RemoteRef.of(KIT.system(), sender.getRef()),
                    index,
                    count,
                    parcel.chunks().get(index)));
            sender.expectMessage(new Acknowledged(index));
        }
        assertThat(count).isEqualTo(3);
        assertThat(values).containsExactly("a text that has three pieces at least");
    }

    private ActorRef<Sending.Event> send(int chunks, TransferLimits limits) {
        List<byte[]> bytes = new ArrayList<>();
        for (int i = 0; i < chunks; i++) {
            bytes.add(new byte[16]);
        }
        return KIT.spawn(Sending.to("host 7", inbox.getRef(), new Parcel(bytes), limits, end::add));
    }

    private List<Integer> indices(int count) {
        return inbox.receiveSeveralMessages(count).stream()
                .map(event -> ((Chunk) event).index())
                .toList();
    }
}
