package io.tacit.spark.metrics.report;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on the loopback device that answers every request with an error and remembers its first line. */
final class ListeningProxy implements AutoCloseable {

    private final ServerSocket socket;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private ListeningProxy(ServerSocket socket) {
        this.socket = socket;
    }

    static ListeningProxy start() throws IOException {
        ListeningProxy proxy = new ListeningProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(proxy::serve, "listening proxy");
        thread.setDaemon(true);
        thread.start();
        return proxy;
    }

    int port() {
        return socket.getLocalPort();
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setSoTimeout(2_000);
                String line = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII)).readLine();
                if (line != null) {
                    asked.add(line);
                }
                client.getOutputStream().write("HTTP/1.1 502 Refused\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
            } catch (IOException e) {
                // A client that hung up, or the end of the test.
            }
        }
    }
}
