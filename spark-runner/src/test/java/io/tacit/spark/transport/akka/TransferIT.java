package io.tacit.spark.transport.akka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.transport.TransportException;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final FlatVector VECTOR = vector(10_000_000);

    static Secret secret;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeKey() {
        secret = Secret.generate();
    }

    @Test
    @DisplayName("40 MB, encoded once, arrive bit by bit at two receivers at once")
    void twoReceivers() throws Exception {
        try (End sender = End.start(secret);
                End one = End.start(secret);
                End two = End.start(secret)) {
            Parcel parcel = End.parcel(VECTOR);
            BlockingQueue<Delivery> toOne = sender.send(parcel, one.port(), End.LIMITS);
            BlockingQueue<Delivery> toTwo = sender.send(parcel, two.port(), End.LIMITS);
            assertThat(sha256(End.await(one.received(), LIMIT))).isEqualTo(VECTOR.sha256());
            assertThat(sha256(End.await(two.received(), LIMIT))).isEqualTo(VECTOR.sha256());
            assertThat(End.await(toOne, LIMIT)).isInstanceOf(Delivery.Delivered.class);
            assertThat(End.await(toTwo, LIMIT)).isInstanceOf(Delivery.Delivered.class);
        }
    }

    @Test
    @DisplayName("40 MB arrive bit by bit in another process")
    void twoProcesses() throws Exception {
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReceivingProcess.class.getName(),
                        said.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        try (End sender = End.start(secret)) {
            try (ObjectOutputStream to = new ObjectOutputStream(process.getOutputStream())) {
                to.writeObject(secret);
            }
            int port = Integer.parseInt(lines(process, said, 1));
            BlockingQueue<Delivery> end = sender.send(End.parcel(VECTOR), port, End.LIMITS);
            assertThat(End.await(end, LIMIT)).isInstanceOf(Delivery.Delivered.class);
            assertThat(lines(process, said, 2)).isEqualTo(VECTOR.sha256());
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @DisplayName("a connection that breaks in the middle delays the parcel and loses nothing")
    void brokenConnection() throws Exception {
        try (CuttingProxy proxy = CuttingProxy.start(10 << 20);
                End sender = End.start(secret);
                End receiver = End.start(
                        secret,
                        Map.of(
                                "akka.remote.artery.canonical.port",
                                proxy.port(),
                                "akka.remote.artery.bind.port",
                                proxy.target()))) {
            BlockingQueue<Delivery> end = sender.send(End.parcel(VECTOR), proxy.port(), End.LIMITS);
            assertThat(sha256(End.await(receiver.received(), LIMIT))).isEqualTo(VECTOR.sha256());
            assertThat(((Delivery.Delivered) End.await(end, LIMIT)).resentChunks())
                    .isPositive();
            assertThat(proxy.cuts()).isEqualTo(1);
            assertThat(receiver.received()).isEmpty();
        }
    }

    @Test
    @DisplayName("an object of a class that nobody registered is refused where it is sent and where it arrives")
    void unregistered() throws Exception {
        record Foreign() implements WireMessage {}
        assertThatThrownBy(() -> End.parcel(new Foreign()))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("Foreign is not sent: Class is not registered");
        assertThatThrownBy(() -> new WireSerializer().toBinary(new Foreign()))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("Class is not registered");

        byte[] unknownNumber = {(byte) 0xFF, (byte) 0xFF, 0x7F, 1};
        assertThatThrownBy(() -> new WireSerializer().fromBinaryJava(unknownNumber, Foreign.class))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("unregistered class ID");
        try (End sender = End.start(secret);
                End receiver = End.start(secret)) {
            BlockingQueue<Delivery> end = sender.send(new Parcel(List.of(unknownNumber)), receiver.port(), End.LIMITS);
            assertThat(End.await(end, LIMIT))
                    .isInstanceOfSatisfying(Delivery.Failed.class, failed -> assertThat(failed.reason())
                            .contains("the peer at " + receiver.port() + " refused what was sent")
                            .contains("unregistered class ID"));
            assertThat(receiver.received()).isEmpty();
        }
    }

    @Test
    @DisplayName("a peer that is not there is given up by name")
    void nobodyThere() throws Exception {
        TransferLimits hasty = new TransferLimits(1 << 16, 4, Duration.ofMillis(200), Duration.ofMillis(600));
        try (End sender = End.start(secret);
                CuttingProxy nobody = CuttingProxy.start(1)) {
            BlockingQueue<Delivery> end = sender.send(End.parcel(VECTOR), nobody.target(), hasty);
            assertThat(End.await(end, LIMIT))
                    .isEqualTo(new Delivery.Failed(
                            "the peer at " + nobody.target(),
                            "the peer at " + nobody.target() + " acknowledged 0 of 77 chunks and then nothing for 600"
                                    + " ms; look whether it is alive and can be reached"));
        }
    }

    /** Line {@code n} of the file that the process writes. */
    private static String lines(Process process, Path file, int n) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadline && (process.isAlive() || Files.exists(file))) {
            if (Files.exists(file)) {
                List<String> lines = Files.readAllLines(file);
                if (lines.size() >= n) {
                    return lines.get(n - 1);
                }
            }
            Thread.sleep(50);
        }
        throw new AssertionError(
                "no line " + n + " from the process: " + Files.readString(file.resolveSibling("errors")));
    }

    private static String sha256(Object vector) {
        return ((FlatVector) vector).sha256();
    }

    private static FlatVector vector(int length) {
        Random random = new Random(1);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextFloat();
        }
        return FlatVector.of(values);
    }
}
