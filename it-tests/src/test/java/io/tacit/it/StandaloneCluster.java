package io.tacit.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Spark cluster: a Master and Workers of one core each, every one a process. */
public final class StandaloneCluster implements AutoCloseable {
    /** Where everything listens that is not a Worker. */
    public static final String HOST = Host.loopback(1).address();

    private static final Duration START = Duration.ofSeconds(120);
    private static final Pattern MASTER_URL = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final Pattern REGISTERED = Pattern.compile("(Successfully registered with master)");
    private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

    private final SparkHome home;
    private final Path folder;
    private final Host head;
    private final ChildProcess master;
    private final List<ChildProcess> workers = new ArrayList<>();
    private final List<ChildProcess> apps = new ArrayList<>();
    private int workersStarted;

    /**
     * What a cluster consists of.
     *
     * @param head where the Master runs and the drivers of client mode
     * @param settings of everything in it, in a file: no command line shows a secret that stands there
     */
    public record Layout(Host head, List<Host> workers, Map<String, String> settings) {
        private static final Map<String, String> ALWAYS = Map.of(
                "spark.master.rest.enabled", "false",
                "spark.worker.cleanup.enabled", "true",
                // Each application leaves a copy of its jar with each Worker.
                "spark.worker.cleanup.interval", "20",
                "spark.worker.cleanup.appDataTtl", "60");

        public Layout {
            workers = List.copyOf(workers);
            settings = Map.copyOf(settings);
        }

        /** This machine as two hosts: Spark starts no second attempt of a task where the first one runs. */
        public static Layout twoWorkers() {
            return new Layout(Host.loopback(1), List.of(Host.loopback(1), Host.loopback(2)), ALWAYS);
        }

        public Layout with(Map<String, String> more) {
            Map<String, String> all = new HashMap<>(settings);
            all.putAll(more);
            return new Layout(head, workers, all);
        }

        public Layout on(Host otherHead, List<Host> otherWorkers) {
            return new Layout(otherHead, otherWorkers, settings);
        }
    }

    private StandaloneCluster(SparkHome home, Path folder, Host head) throws IOException {
        this.home = home;
        this.folder = folder;
        this.head = head;
        master = start(
                "master",
                head,
                home.java(
                        "org.apache.spark.deploy.master.Master",
                        List.of("--host", head.address(), "--port", "0", "--webui-port", "0")));
    }

    /** Starts the cluster, with its files in {@code folder}, and returns when the Workers have registered. */
    public static StandaloneCluster start(Path folder, Layout layout) throws IOException, InterruptedException {
        SparkHome home = SparkHome.assemble(folder.resolve("spark-home"), layout.settings());
        StandaloneCluster cluster = new StandaloneCluster(home, folder, layout.head());
        try {
            for (Host host : layout.workers()) {
                cluster.startWorker(host);
            }
            for (ChildProcess worker : cluster.workers) {
                worker.awaitOutput(REGISTERED, START);
            }
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    public SparkHome home() {
        return home;
    }

    /** {@code spark://127.0.0.1:PORT}. */
    public String url() throws InterruptedException {
        return master.awaitOutput(MASTER_URL, START);
    }

    /** The executors that run now, on whichever Worker. */
    public List<ProcessHandle> executors() {
        return workers.stream()
                .flatMap(worker -> worker.handle().descendants())
                .filter(process -> process.info().commandLine().orElse("").contains(EXECUTOR))
                .toList();
    }

    /** Kills the first Worker and its executors, as if its host had lost power. */
    public void loseWorker() throws InterruptedException {
        workers.remove(0).kill();
    }

    /** Starts one more Worker and returns when it has registered. */
    public void addWorker(Host host) throws IOException, InterruptedException {
        startWorker(host).awaitOutput(REGISTERED, START);
    }

    /**
     * Submits an application, without waiting for its end.
     *
     * @param options of spark-submit, such as {@code --class}; client mode is what it does without any
     * @param jar what it runs, with the application's own arguments
     */
    public ChildProcess submit(List<String> options, Path jar, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = home.sparkSubmit(url(), head, options, jar, List.of(arguments));
        ChildProcess app = start("submit-" + (apps.size() + 1), head, command);
        apps.add(app);
        return app;
    }

    /** Standard outputs of the drivers that Workers have run, in cluster mode. */
    public List<Path> driverOutputs() throws IOException {
        try (Stream<Path> files = Files.find(
                folder,
                3,
                (file, attributes) -> file.endsWith("stdout")
                        && file.getParent().getFileName().toString().startsWith("driver-"))) {
            return files.toList();
        }
    }

    private ChildProcess startWorker(Host host) throws IOException, InterruptedException {
        String name = "worker-" + ++workersStarted;
        Path work = Files.createDirectories(folder.resolve(name));
        List<String> arguments = List.of(
                "-c", "1", "-m", "2g", "--webui-port", "0", "--host", host.address(), "-d", work.toString(), url());
        ChildProcess worker = start(name, host, home.java("org.apache.spark.deploy.worker.Worker", arguments));
        workers.add(worker);
        return worker;
    }

    private ChildProcess start(String name, Host host, List<String> command) throws IOException {
        return ChildProcess.start(name, folder, home.environment(host), host.command(command));
    }

    /** Ends applications first, then Workers with their executors, then the Master. */
    @Override
    public void close() {
        apps.forEach(ChildProcess::close);
        workers.forEach(ChildProcess::close);
        master.close();
    }
}
