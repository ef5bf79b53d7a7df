package io.tacit.spark.driver;

import io.tacit.core.text.Counted;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
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

    /** Counts the jobs that the calling thread begins from now on. */
    LongSupplier jobsFromNow() {
        Optional<String> group = Optional.ofNullable(context.getLocalProperty(GROUP));
        JavaSparkStatusTracker tracker = context.statusTracker();
        long before =
                group.map(tracker::getJobIdsForGroup).map(ids -> ids.length).orElse(0);
        return () ->
                group.map(tracker::getJobIdsForGroup).map(ids -> ids.length).orElse(0) - before;
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
