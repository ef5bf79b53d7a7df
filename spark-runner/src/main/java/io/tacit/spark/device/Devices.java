package io.tacit.spark.device;

import io.tacit.core.engine.Engines;
import io.tacit.core.tensor.Precision;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the device of the thread that asks: in a task the GPU whose address Spark's scheduler gave to it, on the driver the
 * driver's own. Nobody else may choose a GPU, or executors of one host would meet on it.
 */
public final class Devices {
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();
    /** Looked for once: it costs a search of the class path, and CUDA comes and goes with the process. */
    private static final Map<Precision, Optional<String>> OBSTACLES = new ConcurrentHashMap<>();

    private static final Device PROCESSOR = new Device.Processor();
    private static final Device FIRST_GPU = new Device.Gpu(0);

    private Devices() {}

    /** @throws IllegalStateException where a GPU is asked for and the task has none, with the settings to change */
    public static Device here(Engines.Choice choice, Precision precision) {
        return switch (choice) {
            case CPU -> PROCESSOR;
            case GPU -> given().orElseGet(Devices::demanded);
            case AUTO -> OBSTACLES
                    .computeIfAbsent(precision, Engines::gpuObstacle)
                    .map(Devices::processor)
                    .orElseGet(() -> given().orElseGet(Devices::wished));
        };
    }

    private static Optional<Device> given() {
        return Optional.ofNullable(addresses().get(GpuSettings.GPU))
                .filter(gpus -> gpus.addresses().length > 0)
                .map(gpus -> new Device.Gpu(VisibleGpus.of(System.getenv()).number(gpus.addresses()[0])));
    }

    private static Map<String, ResourceInformation> addresses() {
        TaskContext task = TaskContext.get();
        return task == null ? ofDriver() : task.resourcesJMap();
    }

    private static Map<String, ResourceInformation> ofDriver() {
        ...
    }
}
