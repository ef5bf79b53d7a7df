package io.tacit.spark.driver;

import java.util.Optional;
import org.apache.spark.SparkContext;

/** How many threads an engine has in each task, so that tasks together use the cores they are given and no more. */
final class Threads {
    private Threads() {}

    /** What was asked for; else the cores of a task, to which a local run with fewer workers than cores adds the idle ones. */
    static int perTask(SparkContext context, Optional<Integer> asked, int workers) {
        int ofTask = context.getConf().getInt("spark.task.cpus", 1);
        int slots = context.defaultParallelism();
        int idle = context.isLocal() ? slots / Math.min(workers, slots) : 1;
        return asked.orElse(Math.max(ofTask, idle));
    }
}
