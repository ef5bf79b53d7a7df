package io.tacit.spark.average;

import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.worker.WorkerReport;
import java.util.List;

/**
 * The means of one slice of each vector, over all workers.
 *
 * @param reports of the workers, in rank order, with the first slice; else none
 * @param means of θ's slice, then of those of averaged moments; empty where no worker contributes
 */
public record AverageSlice(List<WorkerReport> reports, List<FlatVector> means) {

    public AverageSlice {
        reports = List.copyOf(reports);
        means = List.copyOf(means);
    }

    /** Of the same slice of every worker. */
    public static AverageSlice of(AveragingConfig rules, Iterable<Branch> slices) {
        Branch all = Branch.of(slices);
        return new AverageSlice(all.reports(), Averaging.means(rules, all.terms()));
    }
}
