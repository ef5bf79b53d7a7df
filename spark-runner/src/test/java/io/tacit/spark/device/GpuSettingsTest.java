package io.tacit.spark.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.engine.Engines.Choice;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Problem;
import io.tacit.spark.device.GpuDemand.Stages;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GpuSettingsTest {
    private static final String EXECUTOR = "spark.executor.resource.gpu.amount";
    private static final String TASK = "spark.task.resource.gpu.amount";
    private static final String DYNAMIC = "spark.dynamicAllocation.enabled";
    private static final String CLUSTER = "spark://127.0.0.1:7077";

    private static SparkConf conf(String master, String... settings) {
        SparkConf conf = new SparkConf(false).setMaster(master);
        for (int i = 0; i < settings.length; i += 2) {
            conf.set(settings[i], settings[i + 1]);
        }
        return conf;
    }

    private static List<String> problems(Stages stages, SparkConf conf) {
        return GpuSettings.of(conf).problems(stages).stream().map(Problem::text).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"local|1|1", "local[1]|1|1", "local[4]|1|4", "local[4]|2|2", "local[4,2]|1|4", "local[2]|4|1"})
    @DisplayName("tasks that a local master runs at once")
    void localTasks(String master, String cores, int tasks) {
        GpuSettings settings = GpuSettings.of(conf(master, "spark.task.cpus", cores));
        assertThat(settings.isLocal()).isTrue();
        assertThat(settings.localTasks()).isEqualTo(tasks);
        assertThat(GpuSettings.of(conf("local[*]")).localTasks())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(GpuSettings.of(conf("local-cluster[2,1,1024]")).isLocal()).isFalse();
    }

    @Test
    @DisplayName("C28 fewer GPUs than tasks at once are refused with the numbers")
    void fewerThanTasks() {
        assertThat(problems(Stages.OWN, conf("local[1]"))).isEmpty();
        assertThat(problems(Stages.OWN, conf("local[4]")))
                .singleElement()
                .asString()
                .contains("local[4] runs 4 tasks at once", "one GPU", "local[1]", EXECUTOR);
        assertThat(problems(Stages.ANY, conf(CLUSTER, EXECUTOR, "2")))
                .singleElement()
                .asString()
                .contains(TASK, "2 GPUs", "set it to 1");
    }

    @Test
    @DisplayName("C28 executors without GPUs are refused with the settings that give them some")
    void executorsWithout() {
        assertThat(problems(Stages.OWN, conf(CLUSTER, TASK, "1")))
                .singleElement()
                .asString()
                .contains(EXECUTOR, "discoveryScript", "spark.worker.resource.gpu.amount", TASK + "=1");
    }

    @Test
    @DisplayName("C28 a share of a GPU is allowed, more than one for a task is not")
    void amounts() {
        assertThat(problems(Stages.ANY, conf(CLUSTER, EXECUTOR, "1", TASK, "0.5")))
                .isEmpty();
        assertThat(problems(Stages.ANY, conf(CLUSTER, EXECUTOR, "2", TASK, "1")))
                .isEmpty();
        assertThat(problems(Stages.OWN, conf(CLUSTER, EXECUTOR, "2", TASK, "2")))
                .singleElement()
                .asString()
                .contains(TASK, "is 2.0", "one GPU");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLUSTER, "local-cluster[1,4,1024]", "yarn", "k8s://https://127.0.0.1:6443"})
    @DisplayName("C28 stages ask for a GPU where the manager lets them and nobody has said what a task gets")
    void stages(String master) {
        assertThat(GpuSettings.of(conf(master, EXECUTOR, "2")).asksInStages()).isTrue();
        assertThat(problems(Stages.OWN, conf(master, EXECUTOR, "2"))).isEmpty();
        assertThat(GpuSettings.of(conf(master)).asksInStages()).isFalse();
        assertThat(GpuSettings.of(conf(master, EXECUTOR, "2", TASK, "1")).asksInStages())
                .isFalse();
        assertThat(problems(Stages.OWN, conf(master, EXECUTOR, "2", DYNAMIC, "true")))
                .singleElement()
                .asString()
                .contains(TASK, DYNAMIC);
    }

    @Test
    @DisplayName("C28 a local run does not ask, and is refused where there is no CUDA, with all problems at once")
    void local() {
        SparkConf conf = conf("local[2]", EXECUTOR, "2");
        assertThat(GpuSettings.of(conf).asksInStages()).isFalse();
        assertThatThrownBy(() -> GpuDemand.check(conf, Choice.GPU, Precision.FLOAT32, Stages.OWN))
                .isInstanceOf(ConfigProblems.class)
                .hasMessageContainingAll("-Pcuda", "2 tasks at once");
        assertThatCode(() -> GpuDemand.check(conf, Choice.AUTO, Precision.FLOAT32, Stages.OWN))
                .doesNotThrowAnyException();
    }
}
