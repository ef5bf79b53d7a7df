package io.tacit.spark.average;

import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.worker.WorkerReport;
import io.tacit.spark.worker.WorkerResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What some workers bring to the average, on its way from them to the driver: a monoid, folded in rank order.
 *
 * @param reports of all of them, in rank order
 * @param terms of those that contribute, in rank order: leaves, or one sum of them
 */
public record Branch(List<WorkerReport> reports, List<Term> terms) {

    public Branch {
        reports = List.copyOf(reports);
        terms = List.copyOf(terms);
    }

    /** Of one worker. */
    public static Branch of(AveragingConfig rules, WorkerResult result) {
        WorkerReport report = result.report();
        return new Branch(List.of(report), report.contributes() ? List.of(Averaging.leaf(rules, result)) : List.of());
    }

    /** All together, in rank order; nothing is added yet. */
    public static Branch of(Iterable<Branch> branches) {
        List<WorkerReport> reports = new ArrayList<>();
        List<Term> terms = new ArrayList<>();
        branches.forEach(branch -> {
            reports.addAll(branch.reports);
            terms.addAll(branch.terms);
        });
        reports.sort(Comparator.comparingInt(WorkerReport::worker));
        terms.sort(Comparator.comparingInt(Term::firstRank));
        return new Branch(reports, terms);
    }

    /** With the terms added up to one: the node of the tree that covers ranks [firstRank, firstRank + 2^level). */
    public Branch added(int firstRank, int level) {
        return terms.isEmpty() ? this : new Branch(reports, List.of(new RankTree(terms).node(firstRank, level)));
    }

    /** Part {@code index} of {@code count} of a worker's vectors; its report goes with the first part. */
    public Branch slice(int index, int count) {
        return new Branch(
                index == 0 ? reports : List.of(),
                terms.stream()
                        .<Term>map(term -> ((Term.Leaf) term).slice(index, count))
                        .toList());
    }
}
