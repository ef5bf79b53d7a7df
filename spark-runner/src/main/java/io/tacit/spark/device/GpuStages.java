package io.tacit.spark.device;

import io.tacit.core.engine.Engines;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;

/** Stages that compute ask for a GPU per task, where the cluster manager lets a stage ask, while those that read data do not. */
public final class GpuStages {
    /** By the cores of a task. Spark keeps every profile it has seen, so a round must not make another one. */
    private static final Map<Integer, ResourceProfile> ONE_GPU = new ConcurrentHashMap<>();

    private GpuStages() {}

    /** The same RDD, computed by tasks that have a GPU each, where one may be asked for. Changes the RDD it is given. */
    public static <T> JavaRDD<T> withResources(JavaRDD<T> computed, Engines.Choice device) {
        return asked(computed.context().getConf(), device)
                .map(computed::withResources)
                .orElse(computed);
    }

    /** Tasks of such stages that can run at the same time now; Spark's {@code defaultParallelism} says two where there is one. */
    public static int slots(SparkContext spark, Engines.Choice device) {
        ResourceProfile profile =
                asked(spark.getConf(), device).orElseGet(spark.resourceProfileManager()::defaultResourceProfile);
        spark.resourceProfileManager().addResourceProfile(profile);
        return Math.max(1, spark.maxNumConcurrentTasks(profile));
    }

    private static Optional<ResourceProfile> asked(SparkConf conf, Engines.Choice device) {
        GpuSettings settings = GpuSettings.of(conf);
        return device != Engines.Choice.CPU && settings.asksInStages()
                ? Optional.of(ONE_GPU.computeIfAbsent(settings.cores(), GpuStages::profile))
                : Optional.empty();
    }

    /** Of tasks only: executors stay the ones there are. */
    private static ResourceProfile profile(int cores) {
        return new ResourceProfileBuilder()
                .require(new TaskResourceRequests().cpus(cores).resource(GpuSettings.GPU, 1))
                .build();
    }
}
