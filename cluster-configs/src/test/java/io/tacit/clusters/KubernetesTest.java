package io.tacit.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The files of the folder kubernetes name the same things. */
class KubernetesTest {
    private static final Path FOLDER = Path.of("kubernetes");
    private static final String VOLUMES = "spark.kubernetes.%s.volumes.persistentVolumeClaim.tacit.%s";

    @Test
    @DisplayName("manifests: namespace, account and claim are those of the settings; the role is bound to the account")
    void manifests() throws IOException {
        List<Yaml> objects = Yaml.all(FOLDER.resolve("tacit.yaml"));
        Map<String, String> settings = Settings.of(FOLDER.resolve("spark-defaults.conf"));
        String namespace = settings.get("spark.kubernetes.namespace");

        assertThat(objects)
                .extracting(object -> object.text("apiVersion") + " " + object.text("kind"))
                .containsExactly(
                        "v1 Namespace",
                        "v1 ServiceAccount",
                        "rbac.authorization.k8s.io/v1 Role",
                        "rbac.authorization.k8s.io/v1 RoleBinding",
                        "v1 PersistentVolumeClaim");
        assertThat(objects.get(0).text("metadata.name")).isEqualTo(namespace);
        assertThat(objects.subList(1, 5)).allSatisfy(object -> assertThat(object.text("metadata.namespace"))
                .isEqualTo(namespace));

        Yaml account = objects.get(1);
        Yaml role = objects.get(2);
        Yaml binding = objects.get(3);
        assertThat(account.text("metadata.name"))
                .isEqualTo(settings.get("spark.kubernetes.authenticate.driver.serviceAccountName"))
                .isEqualTo(binding.text("subjects.0.name"));
        assertThat(binding.text("subjects.0.namespace")).isEqualTo(namespace);
        assertThat(binding.text("roleRef.kind")).isEqualTo("Role");
        assertThat(binding.text("roleRef.name")).isEqualTo(role.text("metadata.name"));
        assertThat(role.list("rules.0.resources"))
                .extracting(Yaml::toString)
                .contains("pods", "services", "configmaps");

        Yaml claim = objects.get(4);
        assertThat(claim.text("spec.accessModes")).isEqualTo("[ReadWriteMany]");
        assertThat(List.of("driver", "executor")).allSatisfy(who -> {
            assertThat(settings.get(VOLUMES.formatted(who, "options.claimName")))
                    .isEqualTo(claim.text("metadata.name"));
            assertThat(settings.get(VOLUMES.formatted(who, "mount.path"))).isEqualTo("/tacit");
        });
    }

    @Test
    @DisplayName("template of pods: for the processors that Tacit runs on, and for nodes with GPUs")
    void pods() throws IOException {
        Yaml pod = Yaml.all(FOLDER.resolve("pod.yaml")).get(0);
        assertThat(pod.text("kind")).isEqualTo("Pod");
        assertThat(pod.at("spec.nodeSelector").value())
                .isEqualTo(Map.of("kubernetes.io/os", "linux", "kubernetes.io/arch", "amd64"));
        assertThat(pod.text("spec.tolerations.0.key"))
                .isEqualTo(
                        Settings.of(FOLDER.resolve("spark-defaults-gpu.conf")).get("spark.executor.resource.gpu.vendor")
                                + "/gpu");
    }

    @Test
    @DisplayName(
            "image: Spark of the version that is built for without a profile, with what scripts and settings expect in it")
    void image() throws IOException {
        List<String> instructions = Files.readAllLines(FOLDER.resolve("Dockerfile")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertThat(instructions).allMatch(line -> line.matches("(ARG|FROM|USER|COPY|ENV) \\S.*"));
        String pom = Files.readString(Path.of("../pom.xml"));
        String spark = pom.replaceFirst("(?s).*?<spark.version>(.*?)<.*", "$1");
        assertThat(instructions.get(0)).startsWith("ARG SPARK_IMAGE=apache/spark:" + spark + "-scala2.13-java17");
        assertThat(instructions.get(1)).isEqualTo("FROM ${SPARK_IMAGE}");
        assertThat(instructions)
                .containsSubsequence(
                        "COPY spark-runner/target/spark-runner-*-all.jar /opt/tacit/tacit.jar",
                        "COPY tacit /opt/tacit/tacit",
                        "COPY cluster-configs /opt/tacit/cluster-configs",
                        "ENV TACIT_JAR=local:///opt/tacit/tacit.jar");
        assertThat(instructions)
                .filteredOn(line -> line.startsWith("USER"))
                .last()
                .isEqualTo(
                        "USER " + Yaml.all(FOLDER.resolve("pod.yaml")).get(0).text("spec.securityContext.runAsUser"));
        assertThat(Settings.of(FOLDER.resolve("spark-defaults-gpu.conf"))
                        .get("spark.executor.resource.gpu.discoveryScript"))
                .isEqualTo("/opt/tacit/cluster-configs/discover-gpus");
    }

    @Test
    @DisplayName("what the image copies is not left out of its build, and is there")
    void context() throws IOException {
        List<String> kept = Files.readAllLines(FOLDER.resolve("Dockerfile.dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        List<String> copied = Files.readAllLines(FOLDER.resolve("Dockerfile")).stream()
                .filter(line -> line.startsWith("COPY"))
                .map(line -> line.split(" ")[1])
                .toList();
        assertThat(kept).containsExactlyInAnyOrderElementsOf(copied);
        assertThat(copied)
                .filteredOn(file -> !file.contains("target"))
                .allSatisfy(file -> assertThat(Path.of("..").resolve(file)).exists());
    }
}
