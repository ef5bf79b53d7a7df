package io.tacit.spark.transport.akka;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One end of the network: an actor system with an inbox whose values lie in a queue. */
record End(ActorSystem<End.Spawn> system, BlockingQueue<Object> received) implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    /** Those of the product, and the patience that a busy machine asks for. */
    static final TransferLimits LIMITS = new TransferLimits(
            TransferLimits.DEFAULT.chunkBytes(),
            TransferLimits.DEFAULT.window(),
            TransferLimits.DEFAULT.resendAfter(),
            Duration.ofMinutes(4));

    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final WireKryo KRYO = new WireKryo();

    /** Asks for a child that behaves like this. */
    record Spawn(Behavior<?> behavior) {}

    static End start(Secret secret) {
        return start(secret, Map.of());
    }

    static End start(Secret secret, Map<String, ?> settings) {
        BlockingQueue<Object> received = new ArrayBlockingQueue<>(100);
        Behavior<Spawn> guardian = Behaviors.setup(context -> {
            context.spawn(Inbox.of(KRYO, Duration.ofSeconds(30), received::add), ActorSystems.INBOX);
            return Behaviors.receive(Spawn.class)
                    .onMessage(Spawn.class, spawn -> {
                        context.spawnAnonymous(spawn.behavior());
                        return Behaviors.same();
                    })
                    .build();
        });
        return new End(ActorSystems.start(HOST, secret, guardian, settings), received);
    }

    int port() {
        return system.address().getPort().orElseThrow();
    }

    /** The inbox of the end that listens on a port, as seen from here. */
    ActorRef<Inbox.Event> inboxAt(int port) {
        String path = "akka://" + ActorSystems.NAME + "@" + HOST + ":" + port + "/user/" + ActorSystems.INBOX;
        return new RemoteRef<Inbox.Event>(path).resolve(system);
    }

    static Parcel parcel(Object value) {
        return Parcel.of(value, KRYO, LIMITS.chunkBytes());
    }

    /** The queue in which the end of the sending will lie. */
    BlockingQueue<Delivery> send(Parcel parcel, int port, TransferLimits limits) {
        BlockingQueue<Delivery> end = new ArrayBlockingQueue<>(1);
        system.tell(new Spawn(Sending.to("the peer at " + port, inboxAt(port), parcel, limits, end::add)));
        return end;
    }

    static <T> T await(BlockingQueue<T> queue, Duration limit) throws InterruptedException {
        T value = queue.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (value == null) {
            throw new AssertionError("nothing came within " + limit);
        }
        return value;
    }

    @Override
    public void close() {
        ActorSystems.end(system, BOUND);
    }
}
