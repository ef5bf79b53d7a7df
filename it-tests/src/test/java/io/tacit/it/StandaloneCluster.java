package io.tacit.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A Spark cluster on this machine: a Master and two Workers of one core each, every one a process on 127.0.0.1. */
public final class StandaloneCluster implements AutoCloseable {
    /** Where everything listens. */
    public static final String HOST = "127.0.0.1";

    private static final int WORKERS = 2;
    private static final Duration START = Duration.ofSeconds(120);
    private static final Pattern MASTER_URL = Pattern.compile("Starting Spark master at (spark://\\S+)");
    private static final Pattern REGISTERED = Pattern.compile("(Successfully registered with master)");

    private static final String EXECUTOR = "CoarseGrainedExecutorBackend";

    private final SparkHome home;
    private final Path folder;
    private final List<ChildProcess> processes = new ArrayList<>();
    private int submissions;

    private StandaloneCluster(SparkHome home, Path folder) {
        this.home = home;
        this.folder = folder;
    }

    /** Starts the cluster, with its files in {@code folder}, and returns when the Workers have registered. */
    public static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
        StandaloneCluster cluster = new StandaloneCluster(SparkHome.assemble(folder.resolve("spark-home")), folder);
        try {
            cluster.startMaster();
            for (int i = 1; i <= WORKERS; i++) {
                cluster.startWorker(i);
            }
            for (ChildProcess worker : cluster.workers()) {
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
        return master().awaitOutput(MASTER_URL, START);
    }

    public ChildProcess master() {
        return processes.get(0);
    }

    /** The executors that run now, on whichever Worker. */
    public List<ProcessHandle> executors() {
        return workers().stream()
                .flatMap(worker -> worker.handle().descendants())
                .filter(process -> process.info().commandLine().orElse("").contains(EXECUTOR))
                .toList();
    }

    private List<ChildProcess> workers() {
        return processes.subList(1, 1 + WORKERS);
    }

    /**
     * Submits an application in client mode, without waiting for its end.
     *
     * @param options of spark-submit, such as {@code --class}
     * @param jar what it runs, with the application's own arguments
     */
    public ChildProcess submit(List<String> options, Path jar, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = home.sparkSubmit(url(), options, jar, List.of(arguments));
        ChildProcess app = start("submit-" + ++submissions, command);
        processes.add(app);
        return app;
    }

    private void startMaster() throws IOException {
        processes.add(start(
                "master",
                home.java(
                        "org.apache.spark.deploy.master.Master",
                        List.of("--host", HOST, "--port", "0", "--webui-port", "0"))));
    }

    private void startWorker(int number) throws IOException, InterruptedException {
        Path work = Files.createDirectories(folder.resolve("worker-" + number));
        processes.add(start(
                "worker-" + number,
                home.java(
                        "org.apache.spark.deploy.worker.Worker",
                        List.of(
                                "-c",
                                "1",
                                "-m",
                                "2g",
                                "--webui-port",
                                "0",
                                "--host",
                                HOST,
                                "-d",
                                work.toString(),
                                url()))));
    }

    private ChildProcess start(String name, List<String> command) throws IOException {
        return ChildProcess.start(name, folder, home.environment(), command);
    }

    /** Ends applications first, then Workers with their executors, then the Master. */
    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).close();
        }
    }
}
