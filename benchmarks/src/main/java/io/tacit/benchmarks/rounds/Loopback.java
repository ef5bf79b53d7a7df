package io.tacit.benchmarks.rounds;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;

/** What this machine carries from one thread to another by TCP, without encryption: no transport can be faster. */
final class Loopback {
    private static final int BUFFER = 1 << 18;
    private static final long BYTES = 1L << 30;
    private static final double NANOS = 1e9;

    private Loopback() {}

    static double bytesPerSecond() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(server.getLocalPort()));
            try (Socket socket = server.accept();
                    InputStream in = socket.getInputStream()) {
                byte[] buffer = new byte[BUFFER];
                long began = System.nanoTime();
                long left = BYTES;
                while (left > 0) {
                    int read = in.read(buffer, 0, (int) Math.min(BUFFER, left));
                    if (read < 0) {
                        throw new IOException("the connection ended " + left + " bytes early");
                    }
                    left -= read;
                }
                double seconds = (System.nanoTime() - began) / NANOS;
                sender.join();
                return BYTES / seconds;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot measure the loopback", e);
        }
    }

    private static void send(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                OutputStream out = socket.getOutputStream()) {
            byte[] buffer = new byte[BUFFER];
            for (long left = BYTES; left > 0; left -= BUFFER) {
                out.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
