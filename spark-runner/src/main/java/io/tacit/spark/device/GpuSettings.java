package io.tacit.spark.device;

import io.tacit.core.text.Counted;
import io.tacit.spark.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;

/**
 * What Spark's settings say about GPUs.
 *
 * @param cores of a task
 * @param ofExecutor GPUs of an executor
 * @param ofTask GPUs, or the share of one, that each task of a default stage is given; 0 for none
 */
record GpuSettings(String master, int cores, boolean dynamic, int ofExecutor, double ofTask) {
    static final String GPU = "gpu";
    static final String EXECUTOR_AMOUNT = "spark.executor.resource.gpu.amount";
    static final String TASK_AMOUNT = "spark.task.resource.gpu.amount";
    static final String DRIVER_AMOUNT = "spark.driver.resource.gpu.amount";
    private static final String DISCOVERY = "spark.executor.resource.gpu.discoveryScript";
    private static final String DYNAMIC = "spark.dynamicAllocation.enabled";
    private static final Pattern LOCAL = Pattern.compile("local(?:\\[\\s*(\\d+|\\*)\\s*(?:,.*)?])?");

    static GpuSettings of(SparkConf conf) {
        return new GpuSettings(
                conf.get("spark.master", "local"),
                conf.getInt("spark.task.cpus", 1),
                conf.getBoolean(DYNAMIC, false),
                conf.getInt(EXECUTOR_AMOUNT, 0),
                conf.getDouble(TASK_AMOUNT, 0));
    }

    /** In one process, where Spark gives tasks no addresses. {@code local-cluster} is a cluster. */
    boolean isLocal() {
        return LOCAL.matcher(master).matches();
    }

    /** Tasks that a local master runs at the same time. */
    int localTasks() {
        Matcher local = LOCAL.matcher(master);
        Optional<String> threads = local.matches() ? Optional.ofNullable(local.group(1)) : Optional.empty();
        int all = threads.map(
                        text -> text.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(text))
                .orElse(1);
        return Math.max(1, all / cores);
    }

    /**
     * Whether stages that compute ask for a GPU themselves: where executors have some and default stages ask for none. With
     * dynamic allocation they would be given executors of their own, away from those that hold the shards.
     */
    boolean asksInStages() {
        boolean able = master.startsWith("spark://")
                || master.startsWith("local-cluster")
                || master.startsWith("yarn")
                || master.startsWith("k8s://");
        return able && !dynamic && ofExecutor > 0 && ofTask == 0;
    }

    /** What keeps tasks from having a GPU each, or the share of one that was asked for; empty where nothing does. */
    List<Problem> problems(GpuDemand.Stages stages) {
        return isLocal() ? locally() : onCluster(stages);
    }

    private List<Problem> locally() {
        return localTasks() == 1
                ? List.of()
                : List.of(Problem.of(
                        "",
                        "engine.device",
                        "gpu: " + master + " runs " + localTasks()
                                + " tasks at once, and a local run has one GPU for them;"
                                + " use --conf spark.master=local[1], or a cluster, where Spark gives each task its own ("
                                + EXECUTOR_AMOUNT + ")"));
    }

    private List<Problem> onCluster(GpuDemand.Stages stages) {
        List<Problem> problems = new ArrayList<>();
        if (ofExecutor == 0) {
            problems.add(problem(
                    EXECUTOR_AMOUNT,
                    "is not set, so executors have no GPU; set it, " + DISCOVERY
                            + " (on a standalone cluster spark.worker.resource.gpu.amount and .discoveryScript of each Worker)"
                            + " and " + TASK_AMOUNT + "=1"));
        }
        if (ofTask > 1) {
            problems.add(problem(
                    TASK_AMOUNT, "is " + ofTask + ", but a task computes on one GPU; set it to 1 and run more tasks"));
        }
        if (ofExecutor > 0 && ofTask == 0 && !(asksInStages() && stages == GpuDemand.Stages.OWN)) {
            problems.add(problem(
                    TASK_AMOUNT,
                    "is not set, so the tasks of an executor would not be given one of its "
                            + Counted.of(ofExecutor, "GPU")
                            + " each; set it to 1, or to a fraction for tasks that share one"
                            + whyNotInStages()));
        }
        return problems;
    }

    private String whyNotInStages() {
        return dynamic ? " (with " + DYNAMIC + " a stage cannot ask for it without losing the data on executors)" : "";
    }

    private static Problem problem(String key, String what) {
        return Problem.of("engine.device = gpu", key, what);
    }
}
