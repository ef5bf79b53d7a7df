package io.tacit.spark.transport.akka;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A way from one port to another that breaks the first connection that carries too many bytes, without a word. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final long most;
    private final AtomicInteger cuts = new AtomicInteger();

    private CuttingProxy(ServerSocket server, int target, long most) {
        this.server = server;
        this.target = target;
        this.most = most;
    }

    /** The target is a free port, on which somebody may listen. */
    static CuttingProxy start(long mostBytes) throws IOException {
        InetAddress here = InetAddress.getByName(End.HOST);
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, here)) {
            free = probe.getLocalPort();
        }
        CuttingProxy proxy = new CuttingProxy(new ServerSocket(0, 10, here), free, mostBytes);
        daemon(proxy::serve);
        return proxy;
    }

    int port() {
        return server.getLocalPort();
    }

    int target() {
        return target;
    }

    int cuts() {
        return cuts.get();
    }

    private void serve() throws IOException {
        while (true) {
            Socket in = server.accept();
            Socket out = new Socket(End.HOST, target);
            daemon(() -> copy(in, out));
            daemon(() -> copy(out, in));
        }
    }

    private void copy(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long carried = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                carried += n;
                if (carried > most && cuts.compareAndSet(0, 1)) {
                    return;
                }
                out.write(buffer, 0, n);
            }
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void daemon(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                // The end of a connection, or of the test.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
