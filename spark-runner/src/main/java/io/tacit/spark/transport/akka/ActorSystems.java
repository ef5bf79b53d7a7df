package io.tacit.spark.transport.akka;

import akka.actor.ActorRef;
import akka.actor.BootstrapSetup;
import akka.actor.PoisonPill;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Adapter;
import akka.remote.artery.tcp.SSLEngineProviderSetup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.tacit.spark.transport.TransportException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts and ends the actor systems of an application: one on the driver, one in each resident task. Their settings are
 * those of {@code tacit-akka.conf} over Akka's own; an {@code application.conf} of the user is not read.
 */
final class ActorSystems {
    /** Of every system, since it is a part of the addresses. */
    static final String NAME = "tacit";

    /** Has a lane of its own, so that heart-beats need not wait behind chunks: see {@code tacit-akka.conf}. */
    static final String INBOX = "parcels";

    /** The actors that run streams. */
    private static final String STREAMS = "/system/Materializers/*/*";

    /** Twice the time for which {@code tacit-akka.conf} lets what is being sent be sent. */
    private static final Duration STREAMS_COMPLETE = Duration.ofSeconds(1);

    private ActorSystems() {}

    /**
     * A system that listens on a free port of {@code host}, the address at which the others reach it.
     *
     * @param guardian spawns its {@link Inbox}, if it has one, by the name {@link #INBOX}
     */
    static <T> ActorSystem<T> start(String host, Secret secret, Behavior<T> guardian) {
        return start(host, secret, guardian, Map.of());
    }

    static <T> ActorSystem<T> start(String host, Secret secret, Behavior<T> guardian, Map<String, ?> settings) {
        ClassLoader ours = ActorSystems.class.getClassLoader();
        BootstrapSetup bootstrap =
                BootstrapSetup.create(config(ours, host, settings)).withClassloader(ours);
        PinnedTls tls = new PinnedTls(secret);
        ActorSystemSetup setup = ActorSystemSetup.create(bootstrap, SSLEngineProviderSetup.create(system -> tls));
        try {
            return ActorSystem.create(guardian, NAME, setup);
        } catch (RuntimeException e) {
            throw new TransportException(
                    "no actor system on " + host + ": " + e.getMessage()
                            + "; the host must be an address of this machine that the others can reach (Spark's"
                            + " spark.driver.host on the driver, SPARK_LOCAL_IP on workers)",
                    e);
        }
    }

    private static Config config(ClassLoader ours, String host, Map<String, ?> settings) {
        return ConfigFactory.parseMap(settings)
                .withFallback(ConfigFactory.parseMap(Map.of("akka.remote.artery.canonical.hostname", host)))
                .withFallback(ConfigFactory.parseResources(ours, "io/tacit/spark/tacit-akka.conf"))
                .withFallback(ConfigFactory.defaultReference(ours))
                .resolve();
    }

    /**
     * Ends the system and waits for it. A TLS stream of Akka's that is cut while its other side closes too may never
     * complete (akka issue 29162; one end in a few hundred), and the system would wait for it: what has not completed
     * soon is stopped.
     *
     * @throws TransportException where it has not ended within the limit
     */
    static void end(ActorSystem<?> system, Duration limit) {
        system.terminate();
        if (!endsWithin(STREAMS_COMPLETE, system)) {
            Adapter.toClassic(system).actorSelection(STREAMS).tell(PoisonPill.getInstance(), ActorRef.noSender());
            if (!endsWithin(limit, system)) {
                throw new TransportException(
                        "the actor system " + system.address() + " did not end within " + limit.toMillis() + " ms");
            }
        }
    }

    /** Also where the thread was interrupted, which stays so: it waits no longer. */
    private static boolean endsWithin(Duration limit, ActorSystem<?> system) {
        try {
            system.getWhenTerminated().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}
