package io.tacit.spark.driver;

import io.tacit.core.text.Counted;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.JobExecutionStatus;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;

/** What Spark is doing just now, as its status tracker sees it. */
record SparkActivity(JavaSparkContext context) {
    private static final String GROUP = "spark.jobGroup.id";

    /** ", 3 of 8 tasks done", or nothing where no stage runs. */
    String tasks() {
        int done = 0;
        int all = 0;
        for (SparkStageInfo stage : activeStages().values()) {
            done += stage.numCompletedTasks();
            all += stage.numTasks();
        }
        return all == 0 ? "" : ", " + done + " of " + Counted.of(all, "task") + " done";
    }

    /** Counts the tasks that end from now on, as far as it is asked while their stages run. */
    LongSupplier tasksFromNow() {
        Map<Integer, Integer> done = new HashMap<>();
        return () -> {
            activeStages().forEach((id, stage) -> done.put(id, stage.numCompletedTasks()));
            return done.values().stream().mapToLong(Integer::longValue).sum();
        };
    }

    /** Counts the jobs with a shuffle that the calling thread begins from now on, as they end. */
    LongSupplier shufflesFromNow() {
        Optional<String> group = Optional.ofNullable(context.getLocalProperty(GROUP));
        Set<Integer> before = jobs(group).boxed().collect(Collectors.toSet());
        return () -> jobs(group)
                .filter(job -> !before.contains(job))
                .mapToObj(context.statusTracker()::getJobInfo)
                .filter(job -> job != null && job.status() == JobExecutionStatus.SUCCEEDED && job.stageIds().length > 1)
                .count();
    }

    private IntStream jobs(Optional<String> group) {
        return group.map(context.statusTracker()::getJobIdsForGroup)
                .map(IntStream::of)
                .orElse(IntStream.empty());
    }

    private Map<Integer, SparkStageInfo> activeStages() {
        JavaSparkStatusTracker tracker = context.statusTracker();
        Map<Integer, SparkStageInfo> stages = new HashMap<>();
        for (int id : tracker.getActiveStageIds()) {
            // It may have ended meanwhile.
            Optional.ofNullable(tracker.getStageInfo(id)).ifPresent(stage -> stages.put(id, stage));
        }
        return stages;
    }
}
