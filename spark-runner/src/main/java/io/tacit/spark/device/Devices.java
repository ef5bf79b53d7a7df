package io.tacit.spark.device;

import io.tacit.core.engine.Engines;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.config.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Finds the device of the thread that asks: in a task the GPU whose address Spark's scheduler gave to it, on the driver the
 * driver's own. Nobody else may choose a GPU, or executors of one host would meet on it.
 */
public final class Devices {
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();
    /** Looked for once: it costs a search of the class path, and CUDA comes and goes with the process. */
    private static final Map<Precision, Optional<String>> OBSTACLES = new ConcurrentHashMap<>();

    private static final String DRIVER = "driver";
    private static final String HOW = GpuSettings.EXECUTOR_AMOUNT + ", " + GpuSettings.TASK_AMOUNT
            + " and a discovery script, see docs/cluster.md";
    private static final String NOT_TO_DRIVER =
            "the driver has none (" + GpuSettings.DRIVER_AMOUNT + "), and needs none to train";

    private static final Device PROCESSOR = new Device.Processor();
    private static final Device FIRST_GPU = new Device.Gpu(0);

    private Devices() {}

    /** @throws IllegalStateException where a GPU is asked for and the task has none, with the settings to change */
    public static Device here(Engines.Choice choice, Precision precision) {
        return switch (choice) {
            case CPU -> PROCESSOR;
            case GPU ->
                Optional.ofNullable(SparkEnv.get())
                        .map(spark -> demanded(spark, GpuSettings.of(spark.conf())))
                        .orElse(FIRST_GPU);
            case AUTO ->
                OBSTACLES
                        .computeIfAbsent(precision, Engines::gpuObstacle)
                        .map(Devices::processor)
                        .orElseGet(() -> Optional.ofNullable(SparkEnv.get())
                                .map(spark -> wished(spark, GpuSettings.of(spark.conf())))
                                .orElse(FIRST_GPU));
        };
    }

    private static Device demanded(SparkEnv spark, GpuSettings settings) {
        Optional<Problem> obstacle = settings.isLocal()
                ? settings.problems(GpuDemand.Stages.OWN).stream().findFirst()
                : Optional.empty();
        obstacle.ifPresent(problem -> {
            throw new IllegalStateException(problem.text());
        });
        return given(spark, settings).orElseGet(() -> {
            if (TaskContext.get() == null) {
                return processor(NOT_TO_DRIVER);
            }
            throw new IllegalStateException(
                    "device gpu was asked for, but Spark gave this task none: set " + HOW + "; or choose device auto");
        });
    }

    private static Device wished(SparkEnv spark, GpuSettings settings) {
        if (settings.isLocal() && settings.localTasks() > 1) {
            return processor(settings.master() + " runs " + settings.localTasks()
                    + " tasks at once, which would share one; use --conf spark.master=local[1]");
        }
        return given(spark, settings)
                .orElseGet(() -> processor(
                        TaskContext.get() == null
                                ? NOT_TO_DRIVER
                                : "Spark gave this task none; to have one, set " + HOW));
    }

    private static Optional<Device> given(SparkEnv spark, GpuSettings settings) {
        Optional<Device> device = Optional.ofNullable(addresses(spark).get(GpuSettings.GPU))
                .filter(gpus -> gpus.addresses().length > 0)
                .map(gpus -> new Device.Gpu(VisibleGpus.of(System.getenv()).number(gpus.addresses()[0])));
        return settings.isLocal() ? device.or(() -> Optional.of(FIRST_GPU)) : device;
    }

    /** A local run gives tasks none, but they are in the driver's process. */
    private static Map<String, ResourceInformation> addresses(SparkEnv spark) {
        return spark.executorId().equals(DRIVER)
                ? JavaSparkContext.fromSparkContext(SparkContext.getOrCreate()).resources()
                : TaskContext.get().resourcesJMap();
    }

    private static Device processor(String reason) {
        String line = "not on a GPU: " + reason;
        if (SAID.add(line)) {
            // Nobody misses GPUs who has none.
            LOG.atLevel(areThere() ? Level.WARN : Level.INFO).log(line);
        }
        return PROCESSOR;
    }

    private static boolean areThere() {
        SparkEnv spark = SparkEnv.get();
        return spark != null && GpuSettings.of(spark.conf()).ofExecutor() > 0;
    }
}
