package io.tacit.spark.average;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.AveragingConfig.Averaged;
import io.tacit.spark.config.AveragingConfig.Weighting;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkerReport;
import io.tacit.spark.worker.WorkerResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the results of a round become one.
 *
 * <p>θ = Σ nᵥ θᵥ / Σ nᵥ over the workers v with finite results, nᵥ the examples that v used (McMahan et al.:
 * "Communication-efficient learning", 2017, algorithm 1), or the same without the extremes, see {@link TrimmedMean}. The
 * order of additions is that of {@link RankTree}, so the bits do not depend on who finished first, nor on where additions
 * are done: all on the driver ({@link #of}), in a tree of executors ({@link #ofBranches}), or each executor a slice of θ
 * ({@link #ofSlices}).
 */
public record Averaging(AveragingConfig rules, RoundStart before) {

    /** The average of all results of a round, which are given in rank order. */
    public static RoundAverage of(AveragingConfig rules, RoundStart before, List<WorkerResult> inRankOrder) {
        return of(rules, before, inRankOrder, List.of());
    }

    /**
     * The average of the results that came.
     *
     * @param absent workers that were not waited for
     * @throws NonFiniteResultException where a result is not finite and the rules say so
     */
    public static RoundAverage of(
            AveragingConfig rules, RoundStart before, List<WorkerResult> inRankOrder, List<Rejection> absent) {
        Averaging averaging = new Averaging(rules, before);
        List<WorkerReport> reports =
                inRankOrder.stream().map(WorkerResult::report).toList();
        RoundTally tally = RoundTally.of(rules, before.round(), reports, absent);
        List<Term> leaves = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            if (reports.get(i).contributes()) {
                leaves.add(leaf(rules, inRankOrder.get(i)));
            }
        }
        return averaging.finish(tally, means(rules, leaves));
    }

    /** The average of branches that may be sums already. */
    public static RoundAverage ofBranches(AveragingConfig rules, RoundStart before, List<Branch> branches) {
        Branch all = Branch.of(branches);
        RoundTally tally = RoundTally.of(rules, before.round(), all.reports(), List.of());
        return new Averaging(rules, before).finish(tally, means(rules, all.terms()));
    }

    /** The average of slices that hold means already, in their order. */
    public static RoundAverage ofSlices(AveragingConfig rules, RoundStart before, List<AverageSlice> slices) {
        List<WorkerReport> reports =
                slices.stream().flatMap(slice -> slice.reports().stream()).toList();
        RoundTally tally = RoundTally.of(rules, before.round(), reports, List.of());
        List<FlatVector> means = new ArrayList<>();
        for (int v = 0; tally.contributors() > 0 && v < slices.get(0).means().size(); v++) {
            int vector = v;
            means.add(FlatVector.concatenated(
                    slices.stream().map(slice -> slice.means().get(vector)).toList()));
        }
        return new Averaging(rules, before).finish(tally, means);
    }

    /** What a worker's vectors bring. */
    static Term.Leaf leaf(AveragingConfig rules, WorkerResult result) {
        List<FlatVector> vectors = new ArrayList<>(List.of(result.vector()));
        if (rules.averagesOptimizers()) {
            vectors.addAll(result.optimizer().moments().values());
        }
        double weight = rules.weighting() == Weighting.EXAMPLES ? result.examples() : 1;
        return new Term.Leaf(result.worker(), weight, vectors);
    }

    /** The mean of each vector, in the precision of the leaves; nothing where there are no terms. */
    static List<FlatVector> means(AveragingConfig rules, List<? extends Term> terms) {
        List<FlatVector> means = new ArrayList<>();
        if (terms.isEmpty()) {
            return means;
        }
        RankTree tree = new RankTree(terms);
        for (int v = 0; v < terms.get(0).vectors(); v++) {
            Precision precision = terms.get(0).precision(v);
            means.add(
                    rules.trim() > 0
                            ? new TrimmedMean(rules.trim()).of(leaves(terms), v, precision)
                            : tree.mean(v, precision));
        }
        return means;
    }

    private static List<Term.Leaf> leaves(List<? extends Term> terms) {
        return terms.stream().map(Term.Leaf.class::cast).toList();
    }

    private RoundAverage finish(RoundTally tally, List<FlatVector> means) {
        if (tally.contributors() == 0) {
            return new RoundAverage(before.theta(), before.optimizer(), tally);
        }
        FlatVector mean = means.get(0);
        if (rules.sendsChanges()) {
            mean.add(before.theta());
        }
        return new RoundAverage(mean, optimizer(tally, means.subList(1, means.size())), tally);
    }

    private OptimizerState optimizer(RoundTally tally, List<FlatVector> means) {
        if (rules.averaged() == Averaged.GRADIENTS) {
            return before.optimizer();
        }
        return switch (rules.optimizerStates()) {
            case AVERAGE -> averaged(tally, means);
            case RESET -> zero();
            case LOCAL -> before.optimizer();
        };
    }

    private OptimizerState averaged(RoundTally tally, List<FlatVector> means) {
        Map<String, FlatVector> moments = new LinkedHashMap<>();
        List<String> names = List.copyOf(before.optimizer().moments().keySet());
        if (names.size() != means.size()) {
            throw new IllegalArgumentException("moments to be averaged: expected " + names + ", got " + means.size()
                    + " vectors (are they of another optimizer?)");
        }
        for (int i = 0; i < names.size(); i++) {
            moments.put(names.get(i), means.get(i));
        }
        return new OptimizerState(tally.optimizerStep(), moments);
    }

    private OptimizerState zero() {
        Map<String, FlatVector> zeros = new LinkedHashMap<>();
        before.optimizer()
                .moments()
                .forEach((name, moment) -> zeros.put(name, FlatVector.zeros(moment.precision(), moment.length())));
        return new OptimizerState(0, zeros);
    }
}
