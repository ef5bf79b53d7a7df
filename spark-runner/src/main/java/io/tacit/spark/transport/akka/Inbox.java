package io.tacit.spark.transport.akka;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The actor that puts parcels together and hands their values on, each once. It holds no more than what senders have on
 * their way to it, and forgets a parcel whose sender withdraws it or falls silent.
 */
final class Inbox extends AbstractBehavior<Inbox.Event> {
    /** What it reacts to. */
    interface Event {}

    private record Look() implements Event {}

    /** Senders of complete parcels, who may have missed the last answer. */
    private static final int REMEMBERED = 1024;

    private static final int MOST_CHUNKS = 1 << 20;

    private final WireKryo kryo;
    private final Duration patience;
    private final Consumer<Object> consumer;
    private final Map<RemoteRef<Sending.Event>, Assembly> open = new HashMap<>();
    private final Map<RemoteRef<Sending.Event>, Optional<Refused>> complete = new LinkedHashMap<>();

    private Inbox(ActorContext<Event> context, WireKryo kryo, Duration patience, Consumer<Object> consumer) {
        super(context);
        this.kryo = kryo;
        this.patience = patience;
        this.consumer = consumer;
    }

    /**
     * To be spawned by the name {@link ActorSystems#INBOX}.
     *
     * @param patience with a sender that says nothing, more than its own
     * @param consumer is told each value on this actor's thread; what it throws is told to the sender
     */
    static Behavior<Event> of(WireKryo kryo, Duration patience, Consumer<Object> consumer) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Look(), patience.dividedBy(2));
            return new Inbox(context, kryo, patience, consumer);
        }));
    }

    @Override
    public Receive<Event> createReceive() {
        return newReceiveBuilder()
                .onMessage(Chunk.class, this::onChunk)
                .onMessage(Withdrawn.class, this::onWithdrawn)
                .onMessage(Look.class, look -> onLook(System.nanoTime()))
                .build();
    }

    private Behavior<Event> onChunk(Chunk chunk) {
        Optional<Refused> verdict = complete.get(chunk.from());
        if (verdict != null) {
            answer(chunk, verdict);
        } else if (chunk.count() > MOST_CHUNKS) {
            answer(chunk, Optional.of(new Refused("it has " + chunk.count() + " chunks, more than " + MOST_CHUNKS)));
        } else {
            answer(chunk, assembled(chunk));
        }
        return this;
    }

    private Optional<Refused> assembled(Chunk chunk) {
        Assembly assembly = open.computeIfAbsent(chunk.from(), from -> new Assembly(chunk.count()));
        if (!assembly.add(chunk)) {
            return Optional.empty();
        }
        open.remove(chunk.from());
        Optional<Refused> verdict = handedOn(assembly.parcel());
        complete.put(chunk.from(), verdict);
        if (complete.size() > REMEMBERED) {
            complete.remove(complete.keySet().iterator().next());
        }
        return verdict;
    }

    /** Damage, foreign classes and versions are the sender's business, whose message says what is wrong. */
    private Optional<Refused> handedOn(Parcel parcel) {
        try {
            consumer.accept(parcel.open(kryo));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(new Refused(Objects.requireNonNullElse(e.getMessage(), e.toString())));
        }
    }

    private void answer(Chunk chunk, Optional<Refused> verdict) {
        Sending.Event answer = verdict.<Sending.Event>map(refused -> refused).orElse(new Acknowledged(chunk.index()));
        chunk.from().resolve(getContext().getSystem()).tell(answer);
    }

    private Behavior<Event> onWithdrawn(Withdrawn message) {
        open.remove(message.from());
        return this;
    }

    private Behavior<Event> onLook(long now) {
        open.values().removeIf(assembly -> now - assembly.lastHeard > patience.toNanos());
        return this;
    }

    /** A parcel of which some chunks have come. */
    private static final class Assembly {
        private final List<byte[]> chunks;
        private int missing;
        private long lastHeard;

        private Assembly(int count) {
            chunks = new ArrayList<>(Arrays.asList(new byte[count][]));
            missing = count;
        }

        /** True where the parcel is complete. A chunk that came before is ignored. */
        private boolean add(Chunk chunk) {
            lastHeard = System.nanoTime();
            if (chunk.index() < chunks.size() && chunks.get(chunk.index()) == null) {
                chunks.set(chunk.index(), chunk.bytes());
                missing--;
            }
            return missing == 0;
        }

        private Parcel parcel() {
            return new Parcel(chunks);
        }
    }
}
