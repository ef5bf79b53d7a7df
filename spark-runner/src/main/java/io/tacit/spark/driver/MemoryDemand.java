package io.tacit.spark.driver;

import io.tacit.core.text.Counted;
import io.tacit.spark.config.ModelConfig;
import io.tacit.spark.config.OptimizerConfig;
import io.tacit.spark.config.RunConfig;
import io.tacit.spark.failure.HeapOptions;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * The least memory that the vectors of a training take, known before anything is made of them. What else there is
 * (records, activations, Spark itself) comes on top.
 *
 * @param parameters of the model
 * @param bytes of a number
 * @param moments of the optimizer, each as long as θ
 */
record MemoryDemand(long parameters, int bytes, int moments) {
    /** No array of Java is longer. */
    private static final long LONGEST_VECTOR = Integer.MAX_VALUE - 8L;
    /** Sums of results are pairs of doubles. */
    private static final int SUM_BYTES = 16;
    /** Vectors of the width of a layer in one concat-squash layer: bias, gate, the gate's bias, shift. */
    private static final int VECTORS_OF_A_LAYER = 4;

    private static final double WORTH_SAYING = 0.25;

    /** @param dimension columns that are learned */
    static MemoryDemand of(RunConfig config, int dimension) {
        boolean adaptive = config.training().phases().stream()
                .map(phase -> phase.optimizer().name())
                .anyMatch(name -> name == OptimizerConfig.Name.ADAM || name == OptimizerConfig.Name.ADAMW);
        return new MemoryDemand(
                parameters(config.model(), dimension),
                config.model().precision().bytes(),
                adaptive ? 2 : 0);
    }

    /** Of the layers D → hidden → ... → hidden → D, in every block. */
    static long parameters(ModelConfig model, int dimension) {
        long d = dimension;
        long h = model.hidden();
        long between = (model.layers() - 1L) * layer(h, h);
        return model.blocks() * (layer(d, h) + between + layer(h, d));
    }

    private static long layer(long in, long out) {
        return out * in + VECTORS_OF_A_LAYER * out;
    }

    /** θ, the optimizer's state and the sums of a round. */
    long driver() {
        return parameters * (bytes * (1L + moments) + SUM_BYTES);
    }

    /** θ, the gradient and the optimizer's state of one worker at work. */
    long worker() {
        return parameters * bytes * (2L + moments);
    }

    /** On disk. */
    long checkpoint() {
        return parameters * bytes * (1L + moments);
    }

    /** Why there is not enough for it; empty where there may be. */
    Optional<String> shortage(SparkContext spark, int workers) {
        if (parameters > LONGEST_VECTOR) {
            return Optional.of(size() + ", " + HeapOptions.text(parameters * bytes) + "; one vector holds at most "
                    + Counted.number(LONGEST_VECTOR)
                    + ": choose fewer or narrower layers (--hidden, --layers, --blocks)");
        }
        long heap = Runtime.getRuntime().maxMemory();
        if (spark.isLocal()) {
            int atOnce = Math.min(workers, spark.defaultParallelism());
            long needed = driver() + atOnce * worker();
            return needed <= heap
                    ? Optional.empty()
                    : Optional.of(tooMuch(atOnce, heap, HeapOptions.driver(2 * needed)));
        }
        if (driver() > heap) {
            return Optional.of(tooMuch(1, heap, HeapOptions.driver(2 * driver())));
        }
        long executor = executorHeap(spark.getConf());
        return worker() <= executor
                ? Optional.empty()
                : Optional.of(tooMuch(1, executor, HeapOptions.executor(2 * worker())));
    }

    /** What it takes, where that is a good part of what there is. */
    Optional<String> note(int workers) {
        return driver() + worker() > WORTH_SAYING * Runtime.getRuntime().maxMemory()
                ? Optional.of(size() + ": " + inWords(workers))
                : Optional.empty();
    }

    private String tooMuch(int atOnce, long heap, String option) {
        return size() + ": " + inWords(atOnce) + "; the heap has " + HeapOptions.text(heap) + ". Give more with "
                + option + ", or choose fewer or narrower layers (--hidden, --layers)";
    }

    private String inWords(int atOnce) {
        return "the driver needs at least " + HeapOptions.text(driver())
                + " for them, the optimizer's state and the sums"
                + " of a round, each of " + Counted.of(atOnce, "worker") + " at once " + HeapOptions.text(worker())
                + " with gradients, a checkpoint on disk " + HeapOptions.text(checkpoint());
    }

    private String size() {
        return "these layers have " + Counted.of(parameters, "parameter");
    }

    private static long executorHeap(SparkConf conf) {
        return conf.getSizeAsBytes("spark.executor.memory", "1g");
    }
}
