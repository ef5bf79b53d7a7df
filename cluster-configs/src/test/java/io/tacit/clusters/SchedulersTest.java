package io.tacit.clusters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cron, Kubernetes and Airflow call retrain with what it understands, at the same time of day. */
class SchedulersTest {
    private static final String NIGHTLY = "30 2 * * *";
    private static final String INSTALLED = "/opt/tacit";
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = {"* * * *", "60 2 * * *", "30 24 * * *", "0 0 0 1 *", "a 2 * * *", "30 2 * * * *"})
    void refusesWhatCronWouldRefuse(String fields) {
        assertThatThrownBy(() -> new Schedule(fields)).hasMessageStartingWith("schedule: ");
    }

    @Test
    @DisplayName("crontab: variables and one line, whose command tries again by itself")
    void crontab() throws Exception {
        Map<String, String> environment = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("retraining/crontab"))) {
            Matcher variable = Pattern.compile("([A-Z_]+)=(\\S+)").matcher(line);
            if (variable.matches()) {
                environment.put(variable.group(1), variable.group(2));
            } else if (!line.startsWith("#")) {
                lines.add(line);
            }
        }
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).as("to cron a percent sign is a new line").doesNotContain("%");
        Matcher line = Pattern.compile("((?:\\S+ ){4}\\S+) (.*) >>\\S+ 2>&1").matcher(lines.get(0));
        assertThat(line.matches()).as(lines.get(0)).isTrue();
        assertThat(new Schedule(line.group(1))).isEqualTo(new Schedule(NIGHTLY));
        assertThat(line.group(2)).contains(" --attempts 3");

        Script.End end = Script.bash("-c", here(line.group(2)) + " --run-id 2026-01-31 --dry-run")
                .run(environment);
        assertRuns(end, "yarn/job.conf --output hdfs:///tacit/runs/flights/2026-01-31 --resume");
        assertThat(end.out().lines()).allMatch(said -> said.contains(" --deploy-mode client "));
    }

    @Test
    @DisplayName("CronJob: a pod that is the driver, tried again but for exit codes 2 and 3")
    void cronJob() throws Exception {
        Yaml cronJob = Yaml.all(Path.of("retraining/cronjob.yaml")).get(0);
        assertThat(cronJob.text("apiVersion") + " " + cronJob.text("kind")).isEqualTo("batch/v1 CronJob");
        assertThat(new Schedule(cronJob.text("spec.schedule"))).isEqualTo(new Schedule(NIGHTLY));
        assertThat(cronJob.text("spec.concurrencyPolicy")).isEqualTo("Forbid");

        Yaml job = cronJob.at("spec.jobTemplate.spec");
        Yaml pod = job.at("template.spec");
        Yaml container = pod.at("containers.0");
        assertThat(job.text("podFailurePolicy.rules.0.action")).isEqualTo("FailJob");
        assertThat(job.text("podFailurePolicy.rules.0.onExitCodes.values")).isEqualTo("[2, 3]");
        assertThat(job.text("podFailurePolicy.rules.0.onExitCodes.containerName"))
                .isEqualTo(container.text("name"));
        assertThat(pod.text("restartPolicy")).isEqualTo("Never");

        Map<String, String> settings = Settings.of(Path.of("kubernetes/spark-defaults.conf"));
        assertThat(cronJob.text("metadata.namespace")).isEqualTo(settings.get("spark.kubernetes.namespace"));
        assertThat(pod.text("serviceAccountName"))
                .isEqualTo(settings.get("spark.kubernetes.authenticate.driver.serviceAccountName"));
        assertThat(pod.text("volumes.0.persistentVolumeClaim.claimName"))
                .isEqualTo(
                        settings.get("spark.kubernetes.driver.volumes.persistentVolumeClaim.tacit.options.claimName"));
        assertThat(container.text("volumeMounts.0.mountPath")).isEqualTo("/tacit");
        SparkConf conf = new SparkConf(false);
        settings.forEach(conf::set);
        assertThat(container.text("resources.limits.memory"))
                .isEqualTo(conf.getSizeAsMb("spark.driver.memory") + conf.getSizeAsMb("spark.driver.memoryOverhead")
                        + "Mi");
    }

    @Test
    @DisplayName("CronJob: later tries of a night have the run id of the first")
    void commandOfCronJob() throws Exception {
        Yaml container = Yaml.all(Path.of("retraining/cronjob.yaml"))
                .get(0)
                .at("spec.jobTemplate.spec.template.spec.containers.0");
        // 2026-01-31 02:30 is 29497110 minutes after the beginning of 1970.
        Map<String, String> environment =
                new HashMap<>(Map.of("SPARK_HOME", "/opt/spark", "JOB_NAME", "retrain-29497110"));
        for (Yaml variable : container.list("env")) {
            String name = variable.text("name");
            environment.computeIfAbsent(
                    name,
                    unset -> ((Map<?, ?>) variable.value()).containsKey("value")
                            ? variable.text("value")
                            : "of-the-pod");
        }
        assertThat(environment).containsOnlyKeys("SPARK_HOME", "MASTER", "IMAGE", "JOB_NAME", "POD_NAME", "POD_IP");
        assertThat(container.text("image")).isEqualTo(environment.get("IMAGE"));
        List<Yaml> command = container.list("command");
        assertThat(command.subList(0, 2)).extracting(Yaml::toString).containsExactly("bash", "-c");

        Script.End end = Script.bash("-c", here(command.get(2).toString()) + " --dry-run")
                .run(environment);
        assertRuns(end, "kubernetes/job.conf --output file:///tacit/runs/flights/2026-01-31 --resume");
        assertThat(end.out().lines())
                .allMatch(said -> said.contains(" --deploy-mode client ")
                        && said.contains(" --conf spark.kubernetes.driver.pod.name=of-the-pod "));
    }

    @ParameterizedTest
    @CsvSource({
        "0, done",
        "1, 'AirflowException: exit code 1; the next try goes on from the last checkpoint'",
        "143, 'AirflowException: exit code 143; the next try goes on from the last checkpoint'",
        "2, 'AirflowFailException: wrong options or configuration; no further try'",
        "3, 'AirflowFailException: training diverged or could not be solved; no further try'"
    })
    @DisplayName("Airflow: exit codes 2 and 3 are final, others are tried again")
    void airflow(int code, String says, @TempDir Path folder) throws Exception {
        demandPython();
        fakeAirflow(folder);
        Path retrain = folder.resolve("cluster-configs/retraining/retrain");
        Files.createDirectories(retrain.getParent());
        Files.writeString(
                retrain, "#!/bin/bash\nprintf '%s\\n' \"$@\" >\"$TACIT_HOME/arguments\"\nexit " + code + "\n");
        assertThat(retrain.toFile().setExecutable(true)).isTrue();

        Script.End end = python(folder);
        assertThat(end.err()).isEmpty();
        assertThat(end.out()).contains(says);
        assertThat(end.out()).startsWith(NIGHTLY + " 1 False 3\n");

        List<String> arguments = new ArrayList<>(Files.readAllLines(folder.resolve("arguments")));
        arguments.replaceAll(argument -> argument.replace(folder.toString(), REPOSITORY.toString()));
        arguments.add("--dry-run");
        Script.End dry = Script.of(Path.of("retraining/retrain"))
                .run(
                        Map.of("SPARK_HOME", "/opt/spark", "HADOOP_CONF_DIR", "/etc/hadoop/conf"),
                        arguments.toArray(String[]::new));
        assertRuns(dry, "yarn/job.conf --output hdfs:///tacit/runs/flights/2026-01-31 --resume");
    }

    private static void demandPython() throws InterruptedException {
        try {
            assumeTrue(new Script(List.of("python3", "--version")).run(Map.of()).code() == 0, "python3 does not run");
        } catch (IOException e) {
            assumeTrue(false, "the DAG is not tested: there is no python3 on this machine");
        }
    }

    /** As much of Airflow as the DAG uses; the task is called at once. */
    private static void fakeAirflow(Path folder) throws IOException {
        Path airflow = Files.createDirectories(folder.resolve("airflow"));
        Files.writeString(airflow.resolve("__init__.py"), "");
        Files.writeString(
                airflow.resolve("exceptions.py"),
                """
                class AirflowException(Exception): pass
                class AirflowFailException(AirflowException): pass
                """);
        Files.writeString(
                airflow.resolve("decorators.py"),
                """
                settings = {}
                def dag(**given):
                    settings.update(given)
                    return lambda function: function
                def task(**given):
                    settings.update(given)
                    def decorated(function):
                        def call(run_id):
                            print(*(settings[key] for key in ("schedule", "max_active_runs", "catchup", "retries")))
                            try:
                                function(run_id.replace("{{ ds }}", "2026-01-31"))
                                print("done")
                            except Exception as error:
                                print(f"{type(error).__name__}: {error}")
                        return call
                    return decorated
                """);
    }

    private static Script.End python(Path folder) throws IOException, InterruptedException {
        return new Script(List.of("python3", "-W", "error", "retraining/tacit_retrain.py"))
                .run(Map.of(
                        "PYTHONPATH", folder.toString(),
                        "PYTHONDONTWRITEBYTECODE", "1",
                        "TACIT_HOME", folder.toString()));
    }

    private static String here(String command) {
        return command.replace(INSTALLED, REPOSITORY.toString());
    }

    private static void assertRuns(Script.End end, String training) {
        assertThat(end.code()).as(end.err()).isZero();
        String folder = REPOSITORY.resolve("cluster-configs").toString();
        assertThat(end.commands()).hasSize(3);
        assertThat(end.commands().get(1)).isEqualTo("train " + folder + "/" + training);
    }
}
