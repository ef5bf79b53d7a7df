package io.tacit.spark.average;

import io.tacit.core.solve.Work;
import io.tacit.core.train.Sums;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.AveragingConfig.NonFinite;
import io.tacit.spark.worker.WorkerReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the workers of a round have to say together.
 *
 * @param contributors workers whose vectors are in the mean
 * @param examples in the mean
 * @param optimizerStep most updates that an inner optimizer has made
 * @param sums of the contributors
 * @param spent by all workers, contributors or not
 * @param rejected contributions left out, in rank order
 * @param advice of failed solves
 */
public record RoundTally(
        int contributors,
        long examples,
        long optimizerStep,
        Sums sums,
        Spent spent,
        List<Rejection> rejected,
        List<String> advice) {

    public RoundTally {
        rejected = List.copyOf(rejected);
        advice = List.copyOf(advice);
    }

    /**
     * What the work of some workers cost.
     *
     * @param rejectedRecords records left out since their loss or gradient was not finite
     * @param nanos time that each worker computed, in rank order
     */
    public record Spent(Work forward, Work backward, long rejectedRecords, List<Long> nanos) {

        public Spent {
            nanos = List.copyOf(nanos);
        }

        static Spent of(List<WorkerReport> reports) {
            return new Spent(
                    reports.stream().map(report -> report.sums().forward()).reduce(Work.NONE, Work::plus),
                    reports.stream().map(report -> report.sums().backward()).reduce(Work.NONE, Work::plus),
                    reports.stream().mapToLong(WorkerReport::rejectedRecords).sum(),
                    reports.stream().map(WorkerReport::nanos).toList());
        }

        /** Time that all of them computed together. */
        public long allNanos() {
            return nanos.stream().mapToLong(n -> n).sum();
        }

        /** Longest time that one worker computed. */
        public long slowestNanos() {
            return nanos.stream().mapToLong(n -> n).max().orElse(0);
        }
    }

    /**
     * Of the reports of those that answered, in rank order, and of those that did not.
     *
     * @throws NonFiniteResultException where a result is not finite and the rules say so
     * @throws IllegalArgumentException where a worker counts twice
     */
    static RoundTally of(AveragingConfig rules, int round, List<WorkerReport> inRankOrder, List<Rejection> absent) {
        demandOrder(inRankOrder);
        List<WorkerReport> contributors =
                inRankOrder.stream().filter(WorkerReport::contributes).toList();
        return new RoundTally(
                contributors.size(),
                contributors.stream().mapToLong(WorkerReport::examples).sum(),
                contributors.stream()
                        .mapToLong(WorkerReport::optimizerStep)
                        .max()
                        .orElse(0),
                contributors.stream().map(WorkerReport::sums).reduce(Sums.NONE, Sums::plus),
                Spent.of(inRankOrder),
                rejected(rules, round, inRankOrder, absent),
                inRankOrder.stream()
                        .flatMap(report -> report.sums().advice().stream())
                        .distinct()
                        .toList());
    }

    private static void demandOrder(List<WorkerReport> reports) {
        int lastRank = -1;
        for (WorkerReport report : reports) {
            if (report.worker() <= lastRank) {
                throw new IllegalArgumentException(
                        "results are averaged in rank order, each worker once: expected a rank above " + lastRank
                                + ", got " + report.worker());
            }
            lastRank = report.worker();
        }
    }

    private static List<Rejection> rejected(
            AveragingConfig rules, int round, List<WorkerReport> reports, List<Rejection> absent) {
        List<Rejection> rejected = new ArrayList<>(absent);
        for (WorkerReport report : reports) {
            report.flaw().ifPresent(flaw -> rejected.add(rejection(rules, round, report.worker(), flaw)));
        }
        rejected.sort(Comparator.comparingInt(Rejection::worker));
        return rejected;
    }

    private static Rejection rejection(AveragingConfig rules, int round, int worker, String flaw) {
        Rejection rejection = new Rejection(worker, flaw);
        if (rules.nonFinite() == NonFinite.FAIL) {
            throw new NonFiniteResultException(rejection, round);
        }
        return rejection;
    }
}
