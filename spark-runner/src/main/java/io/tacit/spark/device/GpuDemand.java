package io.tacit.spark.device;

import io.tacit.core.engine.Engines;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.Problem;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;

/** Looks before the first job whether a run on GPUs can be one. */
public final class GpuDemand {

    /** Which stages of Spark compute. */
    public enum Stages {
        /** Those of RDDs of our own, which can ask for a GPU: {@link GpuStages}. */
        OWN,
        /** Also those of tables, which have what every stage has. */
        ANY
    }

    private GpuDemand() {}

    /** @throws ConfigProblems where a GPU is asked for and tasks would not have one, with the settings to change */
    public static void check(SparkConf conf, Engines.Choice device, Precision precision, Stages stages) {
        if (device != Engines.Choice.GPU) {
            return;
        }
        GpuSettings settings = GpuSettings.of(conf);
        List<Problem> problems = new ArrayList<>(settings.problems(stages));
        if (settings.isLocal()) {
            Engines.gpuObstacle(precision)
                    .ifPresent(obstacle -> problems.add(0, Problem.of("", "engine.device", "gpu: " + obstacle)));
        }
        if (!problems.isEmpty()) {
            throw new ConfigProblems(problems);
        }
    }
}
