package io.tacit.spark.transport.akka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.transport.TransportException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever does not hold the secret gets nothing from a system and nothing into it. */
class RefusedPeersIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final FlatVector VALUE = FlatVector.zeros(Precision.FLOAT32, 1000);
    private static final TransferLimits HASTY =
            new TransferLimits(1 << 16, 4, Duration.ofMillis(500), Duration.ofMillis(2000));

    static Secret secret;
    static Secret other;
    static End end;

    @BeforeAll
    static void start() {
        secret = Secret.generate();
        other = Secret.generate();
        end = End.start(secret);
    }

    @AfterAll
    static void stop() {
        if (end != null) {
            end.close();
        }
    }

    @AfterEach
    @DisplayName("and a rightful peer gets through after all that")
    void stillServes() throws Exception {
        assertThat(end.received()).isEmpty();
        try (End rightful = End.start(secret)) {
            rightful.send(End.parcel(VALUE), end.port(), End.LIMITS);
            assertThat(End.await(end.received(), LIMIT)).isEqualTo(VALUE);
        }
    }

    @Test
    @DisplayName("without TLS: no byte comes back but an alert, ten times over")
    void plainTcp() throws Exception {
        for (int i = 0; i < 10; i++) {
            try (Socket socket = new Socket(End.HOST, end.port())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write("AKKA\1 let me in, please\n".getBytes(StandardCharsets.UTF_8));
                assertThat(readAll(socket.getInputStream()).length).isLessThan(16);
            }
        }
    }

    @Test
    @DisplayName("with TLS and no certificate, and with a certificate of one's own: the handshake fails")
    void foreignCertificates() throws Exception {
        SSLContext nobody = SSLContext.getInstance("TLSv1.3");
        nobody.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
        for (SSLContext context : new SSLContext[] {nobody, other.tls()}) {
            assertThatThrownBy(() -> {
                        try (SSLSocket socket =
                                (SSLSocket) context.getSocketFactory().createSocket(End.HOST, end.port())) {
                            socket.setSoTimeout(20_000);
                            // TLS 1.3 tells a client that it is refused only after its side of the handshake.
                            socket.getOutputStream().write("AKKA\1".getBytes(StandardCharsets.UTF_8));
                            assertThat(socket.getInputStream().read()).isEqualTo(-1);
                            throw new SSLException("closed");
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("an actor system of another application sends nothing here and receives nothing from here")
    void otherApplication() throws Exception {
        try (End stranger = End.start(other)) {
            BlockingQueue<Delivery> in = stranger.send(End.parcel(VALUE), end.port(), HASTY);
            BlockingQueue<Delivery> out = end.send(End.parcel(VALUE), stranger.port(), HASTY);
            assertThat(End.await(in, LIMIT)).isInstanceOf(Delivery.Failed.class);
            assertThat(End.await(out, LIMIT)).isInstanceOf(Delivery.Failed.class);
            assertThat(stranger.received()).isEmpty();
        }
    }

    /** What Java's serialization of it runs at the reader is seen in {@link #ran}. */
    private static final class Payload implements Serializable, Inbox.Event {
        private static final long serialVersionUID = 1L;
        static volatile boolean ran;

        private void readObject(ObjectInputStream in) {
            ran = true;
        }
    }

    @Test
    @DisplayName("Java-serialized payload is not read, not even from one who holds the secret")
    void javaSerialization() throws Exception {
        Map<String, Object> permitting = Map.of(
                "akka.actor.allow-java-serialization",
                "on",
                "akka.actor.serialization-bindings.\"io.tacit.spark.transport.akka.Inbox$Event\"",
                "java");
        try (End insider = End.start(secret, permitting);
                End alike = End.start(secret, permitting)) {
            insider.inboxAt(alike.port()).tell(new Payload());
            for (int i = 0; i < 200 && !Payload.ran; i++) {
                Thread.sleep(50);
            }
            assertThat(Payload.ran).as("the attack works where it is permitted").isTrue();

            Payload.ran = false;
            insider.inboxAt(end.port()).tell(new Payload());
            TimeUnit.SECONDS.sleep(2);
            assertThat(Payload.ran).isFalse();
        }
    }

    @Test
    @DisplayName("the secret travels as an object and shows nothing; a missing keytool is told")
    void travels() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(secret);
        }
        Secret arrived;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            arrived = (Secret) in.readObject();
        }
        assertThat(arrived.toString()).isEqualTo("Secret[not shown]");
        try (End holder = End.start(arrived)) {
            BlockingQueue<Delivery> delivery = holder.send(End.parcel(VALUE), end.port(), End.LIMITS);
            assertThat(End.await(delivery, LIMIT)).isInstanceOf(Delivery.Delivered.class);
            assertThat(End.await(end.received(), LIMIT)).isEqualTo(VALUE);
        }
        Keytool missing = new Keytool(Path.of("/nowhere/keytool"), Duration.ofSeconds(1));
        assertThatThrownBy(() -> missing.newKeyStore("secret"))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("there is no program /nowhere/keytool");
    }

    private static byte[] readAll(InputStream in) throws IOException {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            return new byte[0]; // reset
        }
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
