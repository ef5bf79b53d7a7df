package io.tacit.spark.transport.rdd;

import io.tacit.spark.average.AverageSlice;
import io.tacit.spark.average.Averaging;
import io.tacit.spark.average.Branch;
import io.tacit.spark.average.RoundAverage;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.wire.AverageSliceCodec;
import io.tacit.spark.wire.BranchCodec;
import io.tacit.spark.wire.Crossing;
import io.tacit.spark.wire.WorkerResultCodec;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkerResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/** How the results of a round, partition w holding that of worker w, become their average. All give the same bits. */
public sealed interface Collective {

    /** To be called where Spark jobs may run. */
    RoundAverage average(JavaRDD<WorkerResult> results, AveragingConfig rules, RoundStart start);

    /** "a tree of depth 2". */
    String inWords();

    /** All results to the driver, which adds them. */
    record Flat() implements Collective {
        @Override
        public RoundAverage average(JavaRDD<WorkerResult> results, AveragingConfig rules, RoundStart start) {
            return Averaging.of(rules, start, Crossing.collect(results, WorkerResultCodec.INSTANCE));
        }

        @Override
        public String inWords() {
            return "flat: all results are added on the driver";
        }
    }

    /**
     * Blocks of 2^{@code bits} neighbouring ranks are added on executors, blocks of blocks likewise, the last on the driver.
     *
     * @param depth times that there is an addition, the driver's included
     */
    record Tree(int depth, int bits) implements Collective {

        /** With the smallest blocks that leave no more than a block's number of sums to the driver. */
        public static Tree of(int depth, int workers) {
            int levels = 32 - Integer.numberOfLeadingZeros(Math.max(1, workers - 1));
            return new Tree(depth, Math.max(1, (levels + depth - 1) / depth));
        }

        @Override
        public RoundAverage average(JavaRDD<WorkerResult> results, AveragingConfig rules, RoundStart start) {
            JavaRDD<Branch> branches = results.map(result -> Branch.of(rules, result));
            for (int level = bits; level < depth * bits; level += bits) {
                branches = added(branches, level);
            }
            return Averaging.ofBranches(rules, start, Crossing.collect(branches, BranchCodec.INSTANCE));
        }

        /** One branch for each block of 2^level ranks. */
        private JavaRDD<Branch> added(JavaRDD<Branch> branches, int level) {
            int block = 1 << bits;
            int blocks = (branches.getNumPartitions() + block - 1) / block;
            JavaPairRDD<Integer, Branch> byBlock = branches.mapToPair(
                    branch -> new Tuple2<>(branch.reports().get(0).worker() >> level, branch));
            return Crossing.shuffle(byBlock, new HashPartitioner(blocks), BranchCodec.INSTANCE)
                    .mapPartitionsWithIndex(
                            (index, parts) -> List.of(Branch.of(() -> parts).added(index << level, level))
                                    .iterator(),
                            true);
        }

        @Override
        public String inWords() {
            return String.format(
                    Locale.ROOT, "tree of depth %d: results are added in groups of %d workers", depth, 1 << bits);
        }
    }

    /** Slice s of every result goes to one task, which averages it; the driver gets the means, P numbers in all. */
    record Sharded(int slices) implements Collective {
        @Override
        public RoundAverage average(JavaRDD<WorkerResult> results, AveragingConfig rules, RoundStart start) {
            int count = slices;
            JavaPairRDD<Integer, Branch> bySlice = results.map(result -> Branch.of(rules, result))
                    .flatMapToPair(branch -> IntStream.range(0, count)
                            .mapToObj(slice -> new Tuple2<>(slice, branch.slice(slice, count)))
                            .iterator());
            JavaRDD<AverageSlice> means = Crossing.shuffle(bySlice, new HashPartitioner(count), BranchCodec.INSTANCE)
                    .mapPartitions(parts ->
                            List.of(AverageSlice.of(rules, () -> parts)).iterator());
            return Averaging.ofSlices(rules, start, Crossing.collect(means, AverageSliceCodec.INSTANCE));
        }

        @Override
        public String inWords() {
            return "sharded: " + slices + " tasks average a slice of the parameters each";
        }
    }
}
