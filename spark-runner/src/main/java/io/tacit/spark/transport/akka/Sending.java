package io.tacit.spark.transport.akka;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.time.Duration;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * The actor that sends one parcel to one receiver. At most {@code window} chunks are on their way; each acknowledgement
 * lets the next one go. Artery delivers a message once or, where a connection breaks, not at all: chunks that stay
 * without an answer are sent again, until the peer has been silent for too long.
 */
final class Sending extends AbstractBehavior<Sending.Event> {
    /** What it reacts to. */
    interface Event {}

    /** Nobody needs the parcel any more. */
    record Cancel() implements Event {}

    private record Look() implements Event {}

    private final String peer;
    private final Parcel parcel;
    private final ActorRef<Inbox.Event> inbox;
    private final TransferLimits limits;
    private final Consumer<Delivery> end;
    private final RemoteRef<Event> self;
    private final BitSet acknowledged = new BitSet();
    private int next;
    private long resent;
    private long lastHeard = System.nanoTime();
    private long lastSent = lastHeard;

    private Sending(
            ActorContext<Event> context,
            String peer,
            Parcel parcel,
            ActorRef<Inbox.Event> inbox,
            TransferLimits limits,
            Consumer<Delivery> end) {
        super(context);
        this.peer = peer;
        this.parcel = parcel;
        this.inbox = inbox;
        this.limits = limits;
        this.end = end;
        self = RemoteRef.of(context.getSystem(), context.getSelf());
        fillWindow();
    }

    /**
     * Sends the parcel and stops.
     *
     * @param peer to whom, as messages say it
     * @param end is told on this actor's thread; not after a {@link Cancel}
     */
    static Behavior<Event> to(
            String peer, ActorRef<Inbox.Event> inbox, Parcel parcel, TransferLimits limits, Consumer<Delivery> end) {
        Duration look = limits.resendAfter().dividedBy(2);
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Look(), look);
            return new Sending(context, peer, parcel, inbox, limits, end);
        }));
    }

    @Override
    public Receive<Event> createReceive() {
        return newReceiveBuilder()
                .onMessage(Acknowledged.class, this::onAcknowledged)
                .onMessage(Refused.class, this::onRefused)
                .onMessage(Look.class, look -> onLook(System.nanoTime()))
                .onMessage(Cancel.class, cancel -> withdraw())
                .build();
    }

    private Behavior<Event> onAcknowledged(Acknowledged message) {
        lastHeard = System.nanoTime();
        if (message.index() < next) {
            acknowledged.set(message.index());
        }
        if (acknowledged.cardinality() == parcel.chunks().size()) {
            end.accept(new Delivery.Delivered(peer, parcel.bytes(), resent));
            return Behaviors.stopped();
        }
        fillWindow();
        return this;
    }

    private void fillWindow() {
        while (next < parcel.chunks().size() && next - acknowledged.cardinality() < limits.window()) {
            send(next++);
        }
    }

    private void send(int index) {
        lastSent = System.nanoTime();
        inbox.tell(
                new Chunk(self, index, parcel.chunks().size(), parcel.chunks().get(index)));
    }

    private Behavior<Event> onRefused(Refused message) {
        end.accept(new Delivery.Failed(peer, peer + " refused what was sent: " + message.reason()));
        return Behaviors.stopped();
    }

    private Behavior<Event> onLook(long now) {
        if (now - lastHeard > limits.giveUpAfter().toNanos()) {
            end.accept(new Delivery.Failed(
                    peer,
                    peer + " acknowledged " + acknowledged.cardinality() + " of "
                            + parcel.chunks().size() + " chunks and then nothing for "
                            + limits.giveUpAfter().toMillis() + " ms; look whether it is alive and can be reached"));
            return withdraw();
        }
        if (now - Math.max(lastHeard, lastSent) > limits.resendAfter().toNanos()) {
            for (int i = acknowledged.nextClearBit(0); i < next; i = acknowledged.nextClearBit(i + 1)) {
                send(i);
                resent++;
            }
        }
        return this;
    }

    private Behavior<Event> withdraw() {
        inbox.tell(new Withdrawn(self));
        return Behaviors.stopped();
    }
}
