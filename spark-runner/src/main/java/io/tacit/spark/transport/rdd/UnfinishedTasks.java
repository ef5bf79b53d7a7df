package io.tacit.spark.transport.rdd;

import io.tacit.core.text.Counted;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;

/** What Spark jobs are waiting for, as a message says it. */
final class UnfinishedTasks {
    private UnfinishedTasks() {}

    /** Of the jobs of a group: "3 of 4 tasks were done; tasks ran on 10.0.0.7:4711". */
    static String of(JavaSparkContext context, String group) {
        List<SparkStageInfo> stages = Arrays.stream(context.statusTracker().getJobIdsForGroup(group))
                .mapToObj(job -> context.statusTracker().getJobInfo(job))
                .filter(Objects::nonNull)
                .flatMapToInt(job -> Arrays.stream(job.stageIds()))
                .mapToObj(stage -> context.statusTracker().getStageInfo(stage))
                .filter(Objects::nonNull)
                .filter(stage -> stage.numCompletedTasks() < stage.numTasks())
                .toList();
        String progress = stages.stream()
                .map(stage -> stage.numCompletedTasks() + " of " + Counted.of(stage.numTasks(), "task") + " were done")
                .collect(Collectors.joining(", "));
        return (progress.isEmpty() ? "no task was waited for" : progress) + "; " + busy(context);
    }

    private static String busy(JavaSparkContext context) {
        String places = Arrays.stream(context.sc().statusTracker().getExecutorInfos())
                .filter(executor -> executor.numRunningTasks() > 0)
                .map(UnfinishedTasks::place)
                .collect(Collectors.joining(", "));
        return places.isEmpty() ? "no executor ran one" : "tasks ran on " + places;
    }

    private static String place(SparkExecutorInfo executor) {
        return executor.host() + ":" + executor.port();
    }
}
