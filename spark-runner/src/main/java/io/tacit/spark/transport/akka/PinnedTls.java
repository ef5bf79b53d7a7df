package io.tacit.spark.transport.akka;

import akka.remote.artery.tcp.SSLEngineProvider;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import scala.Option;

/**
 * TLS 1.3 in which both ends show the application's certificate and take no other.
 *
 * <p>The host's name is not compared with the certificate: the certificate is pinned, it belongs to the application and
 * not to a host, and whoever shows it holds the key.
 */
final class PinnedTls implements SSLEngineProvider {
    private static final String[] PROTOCOLS = {Secret.PROTOCOL};

    private final SSLContext context;

    PinnedTls(Secret secret) {
        context = secret.tls();
    }

    @Override
    public SSLEngine createServerSSLEngine(String hostname, int port) {
        SSLEngine engine = engine(hostname, port);
        engine.setUseClientMode(false);
        engine.setNeedClientAuth(true);
        return engine;
    }

    @Override
    public SSLEngine createClientSSLEngine(String hostname, int port) {
        SSLEngine engine = engine(hostname, port);
        engine.setUseClientMode(true);
        return engine;
    }

    private SSLEngine engine(String hostname, int port) {
        SSLEngine engine = context.createSSLEngine(hostname, port);
        engine.setEnabledProtocols(PROTOCOLS);
        return engine;
    }

    @Override
    public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
        return Option.empty();
    }

    @Override
    public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
        return Option.empty();
    }
}
