package io.tacit.spark.transport.akka;

import akka.actor.ActorSystem;
import akka.event.EventStream;
import akka.event.LoggingFilter;
import akka.event.slf4j.Slf4jLoggingFilter;

/**
 * Lets through what concerns this program. At every start Akka warns that remoting without its cluster lacks remote watch
 * and deployment, which are not used here: the {@link Coordinator} keeps watch itself. Akka makes it by its name.
 */
public final class OwnWarnings implements LoggingFilter {
    private static final String PROVIDER = "akka.remote.RemoteActorRefProvider";

    private final LoggingFilter all;

    public OwnWarnings(ActorSystem.Settings settings, EventStream events) {
        all = new Slf4jLoggingFilter(settings, events);
    }

    @Override
    public boolean isErrorEnabled(Class<?> source, String name) {
        return all.isErrorEnabled(source, name);
    }

    @Override
    public boolean isWarningEnabled(Class<?> source, String name) {
        return !name.startsWith(PROVIDER) && all.isWarningEnabled(source, name);
    }

    @Override
    public boolean isInfoEnabled(Class<?> source, String name) {
        return all.isInfoEnabled(source, name);
    }

    @Override
    public boolean isDebugEnabled(Class<?> source, String name) {
        return all.isDebugEnabled(source, name);
    }
}
