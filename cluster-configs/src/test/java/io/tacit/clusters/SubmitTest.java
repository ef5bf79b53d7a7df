package io.tacit.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SubmitTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SPARK_HOME", "/nowhere", "MASTER", "k8s://there", "HADOOP_CONF_DIR", "/nowhere/conf", "IMAGE", "tacit:1");

    static List<Path> kinds() {
        return ClusterConfigTest.kinds();
    }

    static List<Path> kindsWithGpus() {
        return ClusterConfigTest.kindsWithGpus();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void dryRunSaysTheCommandAndRunsNothing(Path kind) throws Exception {
        String said = dryRun(kind, Map.of(), "train", "two words");
        assertThat(said)
                .contains("/tacit --master " + (kind.endsWith("yarn") ? "yarn" : "k8s://there") + " ")
                .contains(" --properties-file " + kind.toAbsolutePath().resolve("spark-defaults.conf") + " ")
                .endsWith(" -- train two\\ words");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("the driver logs as the folder says, wherever it runs")
    void logging(Path kind) throws Exception {
        String here = dryRun(kind, Map.of("DEPLOY_MODE", "client", "POD_NAME", "p", "POD_IP", "10.0.0.1"), "train");
        String file = kind.toAbsolutePath() + "/log4j2.properties";
        if (kind.endsWith("kubernetes")) {
            assertThat(here).contains("SPARK_CONF_DIR=" + kind.toAbsolutePath() + " ");
        } else {
            assertThat(here).contains("-Dlog4j2.configurationFile=file:" + file + " ");
        }
    }

    @ParameterizedTest
    @MethodSource("kindsWithGpus")
    @DisplayName("--gpu adds the settings of the second file, but for those that the user gives")
    void gpus(Path kind) throws Exception {
        Map<String, String> settings = Settings.of(kind.resolve("spark-defaults-gpu.conf"));
        String said = dryRun(kind, Map.of(), "train", "--gpu");
        assertThat(settings).allSatisfy((key, value) -> assertThat(said).contains(" --conf " + key + "=" + value));
        assertThat(said).endsWith(" -- train");

        String other = dryRun(kind, Map.of("TACIT_SPARK_SUBMIT_ARGS", "--conf spark.task.cpus=2"), "train", "--gpu");
        assertThat(other)
                .doesNotContain(" --conf spark.task.cpus=")
                .contains(" --conf spark.task.resource.gpu.amount=1 ");
    }

    @Test
    @DisplayName("local has no settings for GPUs and says so")
    void noGpuSettings() throws Exception {
        Script.End end = submit(Path.of("local"), Map.of(), "train", "--gpu", "--dry-run");
        assertThat(end.code()).isEqualTo(2);
        assertThat(end.err()).contains("--gpu: there is no spark-defaults-gpu.conf");
    }

    @Test
    @DisplayName("YARN, client mode: the configuration is read here")
    void yarnClient() throws Exception {
        assertThat(dryRun(Path.of("yarn"), Map.of(), "train", "yarn/job.conf", "--gpu"))
                .contains(" --deploy-mode client ")
                .containsPattern(" --files \\S+/yarn/log4j2.properties\\\\,\\S+/cluster-configs/discover-gpus ")
                .endsWith(" -- train yarn/job.conf");
    }

    @Test
    @DisplayName("YARN, cluster mode: the configuration travels; inspect stays here")
    void yarnCluster() throws Exception {
        Map<String, String> cluster = Map.of("DEPLOY_MODE", "cluster");
        assertThat(dryRun(Path.of("yarn"), cluster, "train", "yarn/job.conf", "--rounds", "2"))
                .contains(" --deploy-mode cluster ")
                .containsPattern(" --files \\S+/yarn/log4j2.properties\\\\,yarn/job.conf ")
                .doesNotContain("--driver-java-options")
                .endsWith(" -- train job.conf --rounds 2");
        assertThat(dryRun(Path.of("yarn"), cluster, "inspect", "hdfs:///run")).contains(" --deploy-mode client ");
    }

    @Test
    @DisplayName("Kubernetes, cluster mode: pods have the jar of the image and the files of the folder")
    void kubernetesCluster(@TempDir Path elsewhere) throws Exception {
        Path kind = Path.of("kubernetes");
        assertThat(dryRun(kind, Map.of(), "train", "kubernetes/job.conf"))
                .startsWith("env SPARK_CONF_DIR=" + kind.toAbsolutePath() + " TACIT_JAR=local:///opt/tacit/tacit.jar ")
                .contains(" --deploy-mode cluster ")
                .contains(" --conf spark.kubernetes.container.image=tacit:1 ")
                .contains(" --conf spark.kubernetes.executor.podTemplateFile=" + kind.toAbsolutePath() + "/pod.yaml ")
                .endsWith(" -- train /opt/spark/conf/job.conf");

        Path other = Files.createFile(elsewhere.resolve("other.conf"));
        Script.End refused = submit(kind, Map.of(), "train", other.toString(), "--dry-run");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains(other + " has to be in " + kind.toAbsolutePath());
    }

    @Test
    @DisplayName("Kubernetes, client mode: a pod is the driver, at its own address")
    void kubernetesClient() throws Exception {
        Path kind = Path.of("kubernetes");
        assertThat(dryRun(
                        kind,
                        Map.of("DEPLOY_MODE", "client", "POD_NAME", "p", "POD_IP", "10.0.0.1"),
                        "train",
                        "x.conf"))
                .contains(" --deploy-mode client ")
                .contains(" --conf spark.driver.host=10.0.0.1 ")
                .contains(" --conf spark.kubernetes.driver.pod.name=p ")
                .endsWith(" -- train x.conf");
        assertThat(submit(kind, Map.of("DEPLOY_MODE", "client"), "train").err())
                .contains("POD_NAME: is to be the name of the pod");
    }

    @ParameterizedTest
    @CsvSource({
        "local, SPARK_HOME", "standalone, SPARK_HOME", "standalone, MASTER", "yarn, SPARK_HOME",
        "yarn, HADOOP_CONF_DIR", "kubernetes, SPARK_HOME", "kubernetes, MASTER", "kubernetes, IMAGE"
    })
    void saysWhatIsMissing(String kind, String variable) throws Exception {
        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.remove(variable);
        Script.End end = Script.of(Path.of(kind, "submit")).run(environment, "train", "--dry-run");
        assertThat(end.code()).isNotZero();
        assertThat(end.out()).isEmpty();
        assertThat(end.err()).contains(variable + ": is to be ");
    }

    @Test
    void refusesOtherDeployModes() throws Exception {
        Script.End end = submit(Path.of("yarn"), Map.of("DEPLOY_MODE", "clutser"), "train");
        assertThat(end.code()).isEqualTo(2);
        assertThat(end.err()).contains("DEPLOY_MODE is to be client or cluster, not clutser");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    @DisplayName("a copy of a folder and of submit.sh works elsewhere, and runs the launcher with its exit code")
    void copied(Path kind, @TempDir Path elsewhere) throws Exception {
        Path copy = elsewhere.resolve("a copy");
        copyAll(kind, copy);
        Files.copy(Path.of("submit.sh"), elsewhere.resolve("submit.sh"));
        Path launcher = elsewhere.resolve("launcher");
        Files.writeString(launcher, "#!/bin/bash\nprintf '<%s>' \"$@\"\nexit 7\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();

        Map<String, String> environment = new HashMap<>(ENVIRONMENT);
        environment.put("TACIT", launcher.toString());
        Script.End end = Script.of(copy.resolve("submit")).run(environment, "score", "two words");
        assertThat(end.code()).as(end.err()).isEqualTo(7);
        assertThat(end.out())
                .contains("<--properties-file><" + copy.resolve("spark-defaults.conf") + ">")
                .endsWith("<--><score><two words>");
    }

    private static void copyAll(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static String dryRun(Path kind, Map<String, String> environment, String... arguments) throws Exception {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--dry-run";
        Script.End end = submit(kind, environment, all);
        assertThat(end.code()).as(end.err()).isZero();
        return end.out().strip();
    }

    private static Script.End submit(Path kind, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(ENVIRONMENT);
        all.putAll(environment);
        return Script.of(kind.resolve("submit")).run(all, arguments);
    }
}
