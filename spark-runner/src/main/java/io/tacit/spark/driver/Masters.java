package io.tacit.spark.driver;

import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.scheduler.ExternalClusterManager;

/**
 * Addresses of Spark's master: held against what Spark understands; and at a standalone one somebody has to answer, which a
 * session would take a minute to find out.
 */
final class Masters {
    private static final int PATIENCE_MILLIS = 5000;
    private static final String THREADS = "(?:\\*|[1-9]\\d*)";
    private static final Pattern LOCAL = Pattern.compile("local|local\\[" + THREADS + "\\]|local\\[" + THREADS
            + ",\\s*[1-9]\\d*\\]|local-cluster\\[\\s*\\d+\\s*,\\s*\\d+\\s*,\\s*\\d+\\s*\\]");
    private static final Pattern STANDALONE = Pattern.compile("spark://([^/,]+:\\d+(?:,[^/,]+:\\d+)*)/?");

    private Masters() {}

    /**
     * Passes where a session may be begun.
     *
     * @throws ConfigProblems where that is no address
     * @throws IllegalStateException where nobody answers there
     */
    static void demand(String master) {
        Matcher standalone = STANDALONE.matcher(master);
        if (standalone.matches()) {
            demandAnswer(master, standalone.group(1).split(","));
        } else if (!LOCAL.matcher(master).matches() && !isKnownToSpark(master)) {
            throw new ConfigProblems(List.of(Problem.of(
                    "",
                    "--master",
                    "expected local[N], local[*], spark://HOST:PORT, or yarn or k8s://URL where this Spark has them, got \""
                            + master + "\"")));
        }
    }

    /** Whether tasks run in the process that asks for them. */
    static boolean isThisProcess(String master) {
        return LOCAL.matcher(master).matches() && !master.startsWith("local-cluster");
    }

    private static boolean isKnownToSpark(String master) {
        return ServiceLoader.load(ExternalClusterManager.class).stream()
                .anyMatch(manager -> manager.get().canCreate(master));
    }

    private static void demandAnswer(String master, String... addresses) {
        List<String> failures = new ArrayList<>();
        for (String address : addresses) {
            int colon = address.lastIndexOf(':');
            int port = Integer.parseInt(address.substring(colon + 1));
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address.substring(0, colon), port), PATIENCE_MILLIS);
                return;
            } catch (IOException | IllegalArgumentException e) {
                failures.add(address + ": " + (e instanceof UnknownHostException ? "no such host" : e.getMessage()));
            }
        }
        throw new IllegalStateException("no master of Spark answers at " + master + " (" + String.join("; ", failures)
                + "); see that it runs and can be reached from here, or leave --master out to run on this machine");
    }
}
