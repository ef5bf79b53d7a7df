package io.tacit.spark.transport.akka;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.ActorSystem;

/**
 * The address of an actor as it is sent to another process: {@code akka://tacit@host:port/user/name#uid}.
 *
 * @param <T> what the actor understands
 */
record RemoteRef<T>(String path) {
    static <T> RemoteRef<T> of(ActorSystem<?> system, ActorRef<T> actor) {
        return new RemoteRef<>(ActorRefResolver.get(system).toSerializationFormat(actor));
    }

    ActorRef<T> resolve(ActorSystem<?> system) {
        return ActorRefResolver.get(system).resolveActorRef(path);
    }

    /** The process, for messages. */
    String hostAndPort() {
        String address = path.substring(path.indexOf('@') + 1);
        return address.substring(0, address.indexOf('/'));
    }
}
