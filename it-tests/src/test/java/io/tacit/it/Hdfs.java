package io.tacit.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A small HDFS on 127.0.0.1: a NameNode and two DataNodes, each Hadoop's own daemon in a process of its own. */
public final class Hdfs implements AutoCloseable {
    /** Settings of a client that waits for the NameNode to come back, looking twice a second for two minutes. */
    static final Map<String, String> PATIENCE = Map.of(
            "dfs.client.retry.policy.enabled", "true",
            "dfs.client.retry.policy.spec", "500,240");

    private static final Duration START = Duration.ofSeconds(120);
    private static final String NAME_NODE = "org.apache.hadoop.hdfs.server.namenode.NameNode";
    private static final String DATA_NODE = "org.apache.hadoop.hdfs.server.datanode.DataNode";
    private static final Pattern PORT = Pattern.compile("NameNode RPC up at: \\S+:(\\d+)");
    private static final Pattern REGISTERED = Pattern.compile("(successfully registered with NN)");
    private static final String ANY_PORT = StandaloneCluster.HOST + ":0";

    private final SparkHome home;
    private final Path folder;
    private final List<ChildProcess> dataNodes = new ArrayList<>();
    private ChildProcess nameNode;
    private String uri = "hdfs://" + ANY_PORT;
    private int starts;

    private Hdfs(SparkHome home, Path folder) throws IOException {
        this.home = home;
        this.folder = folder;
        this.nameNode = startNameNode("-format", "-force");
    }

    /**
     * Formats and starts it, with its files in {@code folder}, and returns when both DataNodes have registered.
     *
     * @param home whose jars have the half of Hadoop that a client needs
     */
    public static Hdfs start(SparkHome home, Path folder) throws IOException, InterruptedException {
        Hdfs hdfs = new Hdfs(home, folder);
        try {
            hdfs.nameNode.awaitExit(START);
            hdfs.restartNameNode();
            hdfs.startDataNodes();
            return hdfs;
        } catch (IOException | InterruptedException | RuntimeException e) {
            hdfs.close();
            throw e;
        }
    }

    /** {@code hdfs://127.0.0.1:PORT}, which stays. */
    public String uri() {
        return uri;
    }

    public void killNameNode() throws InterruptedException {
        nameNode.kill();
    }

    /** Starts the NameNode again, where it was, and returns when it answers. */
    public void restartNameNode() throws IOException, InterruptedException {
        nameNode = startNameNode();
        uri = "hdfs://" + StandaloneCluster.HOST + ":" + nameNode.awaitOutput(PORT, START);
    }

    /** Kills one of the DataNodes; the other has every block as well. */
    public void killDataNode() throws InterruptedException {
        dataNodes.remove(0).kill();
    }

    private ChildProcess startNameNode(String... arguments) throws IOException {
        List<String> settings = List.of(
                "fs.defaultFS=" + uri,
                "dfs.namenode.name.dir=" + folder.resolve("names").toUri(),
                "dfs.namenode.http-address=" + ANY_PORT,
                "dfs.permissions.enabled=false",
                "dfs.namenode.safemode.extension=0");
        return daemon("name-node-" + ++starts, NAME_NODE, settings, arguments);
    }

    private void startDataNodes() throws IOException, InterruptedException {
        for (int i = 1; i <= 2; i++) {
            List<String> settings = List.of(
                    "fs.defaultFS=" + uri,
                    "dfs.datanode.data.dir=" + folder.resolve("blocks-" + i).toUri(),
                    "dfs.datanode.address=" + ANY_PORT,
                    "dfs.datanode.http.address=" + ANY_PORT,
                    "dfs.datanode.ipc.address=" + ANY_PORT,
                    "dfs.heartbeat.interval=1");
            dataNodes.add(daemon("data-node-" + i, DATA_NODE, settings));
        }
        for (ChildProcess dataNode : dataNodes) {
            dataNode.awaitOutput(REGISTERED, START);
        }
    }

    private ChildProcess daemon(String name, String mainClass, List<String> settings, String... arguments)
            throws IOException {
        String classPath = home.root().resolve("jars") + "/*" + File.pathSeparator + SparkHome.hdfsJars() + "/*";
        List<String> command = new ArrayList<>(List.of(SparkHome.java().toString()));
        command.addAll(SparkHome.SHORT_LIVED);
        command.addAll(List.of("-Xmx256m", "-Dorg.apache.logging.log4j.level=INFO", "-cp", classPath, mainClass));
        settings.forEach(setting -> command.addAll(List.of("-D", setting)));
        command.addAll(List.of(arguments));
        return ChildProcess.start(name, folder, Map.of(), command);
    }

    @Override
    public void close() {
        dataNodes.forEach(ChildProcess::close);
        nameNode.close();
    }
}
