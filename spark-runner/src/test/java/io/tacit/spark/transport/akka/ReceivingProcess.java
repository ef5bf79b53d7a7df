package io.tacit.spark.transport.akka;

import io.tacit.core.tensor.FlatVector;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * A process that takes the secret from its standard input, receives one vector and ends. It writes its port to a file,
 * and then the vector's SHA-256.
 */
final class ReceivingProcess {
    private ReceivingProcess() {}

    public static void main(String[] args) throws Exception {
        Path said = Path.of(args[0]);
        try (ObjectInputStream from = new ObjectInputStream(System.in);
                End end = End.start((Secret) from.readObject())) {
            say(said, end.port() + "\n");
            FlatVector vector = (FlatVector) End.await(end.received(), Duration.ofSeconds(60));
            say(said, end.port() + "\n" + vector.sha256() + "\n");
            Thread.sleep(200); // for the last acknowledgement
        }
    }

    private static void say(Path file, String text) throws Exception {
        Path whole = Files.writeString(file.resolveSibling("saying"), text);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
