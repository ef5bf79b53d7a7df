package io.tacit.it;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** What a stranger finds who tries the ports of a process, by Linux's {@code /proc}. */
final class PortScan {
    private static final String LISTENS = "0A";
    private static final int PATIENCE_MILLIS = 1000;
    private static final byte ALERT = 21;
    private static final byte[] REQUEST = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private PortScan() {}

    /** Where a process listens. */
    static List<InetSocketAddress> listening(ProcessHandle process) throws IOException {
        Set<String> sockets = sockets(process);
        List<InetSocketAddress> found = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields[3].equals(LISTENS) && sockets.contains("socket:[" + fields[9] + "]")) {
                    found.add(address(fields[1]));
                }
            }
        }
        return found;
    }

    private static Set<String> sockets(ProcessHandle process) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return files.map(PortScan::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    /** Of {@code 0100007F:1F90}, also at the end of a longer IPv6 address; where any address will do, the loopback. */
    private static InetSocketAddress address(String hex) throws IOException {
        int colon = hex.indexOf(':');
        int ip = ByteBuffer.wrap(HexFormat.of().parseHex(hex.substring(colon - 8, colon)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(ip).array();
        InetAddress host = ip == 0 ? InetAddress.getLoopbackAddress() : InetAddress.getByAddress(bytes);
        return new InetSocketAddress(host, Integer.parseInt(hex.substring(colon + 1), 16));
    }

    /** What a port says to a request as it is, and to one over TLS without a certificate; empty where it says nothing. */
    static String answer(InetSocketAddress port) throws IOException, GeneralSecurityException {
        try (Socket socket = new Socket()) {
            socket.connect(port, PATIENCE_MILLIS);
            byte[] plain = spoken(socket);
            if (plain.length > 0 && plain[0] != ALERT) {
                return new String(plain, StandardCharsets.ISO_8859_1);
            }
        }
        try (SSLSocket socket = (SSLSocket) trusting().getSocketFactory().createSocket()) {
            socket.connect(port, PATIENCE_MILLIS);
            return new String(spoken(socket), StandardCharsets.ISO_8859_1);
        }
    }

    private static byte[] spoken(Socket socket) {
        try {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(REQUEST);
            InputStream in = socket.getInputStream();
            int first = in.read();
            byte[] more = first < 0 ? new byte[0] : in.readNBytes(Math.min(80, in.available()));
            return first < 0
                    ? more
                    : ByteBuffer.allocate(1 + more.length)
                            .put((byte) first)
                            .put(more)
                            .array();
        } catch (IOException e) {
            // Turned away, or not listened to.
            return new byte[0];
        }
    }

    private static SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        return context;
    }

    /** A stranger does not mind whom it talks to. */
    private static final class Trusting implements X509TrustManager {
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
