package io.tacit.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Hosts with a network whose cables can be pulled and be made bad: each host is a network namespace of its own, joined
 * to the others by a bridge in one more. The network of the machine itself is not touched. Where a machine cannot have
 * it, the test is skipped with the reason.
 */
public final class Network implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern DROPPED = Pattern.compile("dropped (\\d+)");
    private static final String SUBNET = "10.211.83.";

    private final Path folder;
    private final String name = "tacit-" + ProcessHandle.current().pid();
    private final int size;
    private int commands;

    private Network(Path folder, int size) {
        this.folder = folder;
        this.size = size;
    }

    /** Makes {@code size} hosts; what the commands say goes to {@code folder}. */
    public static Network of(int size, Path folder) throws IOException, InterruptedException {
        Network network = new Network(folder, size);
        try {
            network.make();
            return network;
        } catch (IOException | InterruptedException | RuntimeException e) {
            network.close();
            throw e;
        }
    }

    public List<Host> hosts() {
        return IntStream.rangeClosed(1, size)
                .mapToObj(i -> new Host(SUBNET + i, List.of("ip", "netns", "exec", host(i))))
                .toList();
    }

    /** Pulls the cable of a host: packets are lost, and nobody is told. */
    public void cut(Host host) throws IOException, InterruptedException {
        demand("ip", "-n", bridge(), "link", "set", port(number(host)), "down");
    }

    /**
     * Makes a host's cable bad, for what goes to it, in words of {@code tc qdisc}: {@code netem delay 20ms loss 10%}, or
     * {@code tbf rate 2mbit burst 4kb latency 10ms}, which lets packets wait and loses those for which there is no room.
     */
    public void impair(Host host, String qdisc) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tc", "-n", bridge(), "qdisc", "replace", "dev"));
        command.addAll(List.of(port(number(host)), "root"));
        command.addAll(Arrays.asList(qdisc.split(" ", -1)));
        assume(command);
    }

    /** Packets that a bad cable has lost. */
    public long lost(Host host) throws IOException, InterruptedException {
        String shown = demand("tc", "-n", bridge(), "-s", "qdisc", "show", "dev", port(number(host)));
        Matcher dropped = DROPPED.matcher(shown);
        if (!dropped.find()) {
            throw new IllegalStateException("tc qdisc show: expected a number of dropped packets, got " + shown);
        }
        return Long.parseLong(dropped.group(1));
    }

    private void make() throws IOException, InterruptedException {
        assume(List.of("ip", "netns", "add", bridge()));
        demand("ip", "-n", bridge(), "link", "set", "lo", "up");
        assume(List.of("ip", "-n", bridge(), "link", "add", "bridge", "type", "bridge"));
        demand("ip", "-n", bridge(), "link", "set", "bridge", "up");
        for (int i = 1; i <= size; i++) {
            demand("ip", "netns", "add", host(i));
            List<String> pair = List.of("type", "veth", "peer", "name", "cable", "netns", host(i));
            assume(Stream.concat(Stream.of("ip", "link", "add", port(i), "netns", bridge()), pair.stream())
                    .toList());
            demand("ip", "-n", bridge(), "link", "set", port(i), "master", "bridge", "up");
            demand("ip", "-n", host(i), "address", "add", SUBNET + i + "/24", "dev", "cable");
            demand("ip", "-n", host(i), "link", "set", "cable", "up");
            demand("ip", "-n", host(i), "link", "set", "lo", "up");
        }
    }

    private String bridge() {
        return name + "-bridge";
    }

    private String host(int number) {
        return name + "-" + number;
    }

    private static String port(int number) {
        return "port" + number;
    }

    private static int number(Host host) {
        return Integer.parseInt(host.address().substring(SUBNET.length()));
    }

    /** Runs what must work once the first commands have, and gives what it printed. */
    private String demand(String... command) throws IOException, InterruptedException {
        ChildProcess run = start(List.of(command));
        String problem = problem(List.of(command), run);
        if (!problem.isEmpty()) {
            throw new IllegalStateException(problem);
        }
        return run.stdout();
    }

    /** Runs what some machines cannot do. */
    private void assume(List<String> command) throws IOException, InterruptedException {
        String problem;
        try {
            problem = problem(command);
        } catch (IOException e) {
            problem = command.get(0) + " cannot be run: " + e.getMessage();
        }
        Assumptions.assumeTrue(
                problem.isEmpty(),
                "skipped, for hosts in network namespaces need root, iproute2, and veth, bridge, tbf and netem in the kernel: "
                        + problem);
    }

    private String problem(List<String> command) throws IOException, InterruptedException {
        return problem(command, start(command));
    }

    private static String problem(List<String> command, ChildProcess run) throws IOException, InterruptedException {
        int exit = run.awaitExit(LIMIT);
        return exit == 0
                ? ""
                : String.join(" ", command) + " ended with " + exit + ": "
                        + run.stderr().strip();
    }

    private ChildProcess start(List<String> command) throws IOException {
        return ChildProcess.start("network-" + ++commands, folder, Map.of(), command);
    }

    /** Takes the namespaces away, and with them all that is in them. */
    @Override
    public void close() {
        try {
            for (int i = 1; i <= size; i++) {
                problem(List.of("ip", "netns", "delete", host(i)));
            }
            problem(List.of("ip", "netns", "delete", bridge()));
        } catch (IOException e) {
            // No ip: then nothing was made.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
