package io.tacit.spark.average;

import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.AveragingConfig.NonFinite;
import io.tacit.spark.worker.LossSums;
import io.tacit.spark.worker.WorkCounters;
import io.tacit.spark.worker.WorkerReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the workers of a round have to say together.
 *
 * @param contributors workers whose vectors are in the mean
 * @param examples in the mean
 * @param optimizerStep most updates that an inner optimizer has made
 * @param loss sums over the examples in the mean
 * @param nanos time that each worker computed, in rank order
 * @param rejected contributions left out, in rank order
 * @param advice of failed solves
 */
public record RoundTally(
        int contributors,
        long examples,
        long optimizerStep,
        LossSums loss,
        WorkCounters work,
        List<Long> nanos,
        List<Rejection> rejected,
        List<String> advice) {

    public RoundTally {
        nanos = List.copyOf(nanos);
        rejected = List.copyOf(rejected);
        advice = List.copyOf(advice);
    }

    /**
     * Of the reports of those that answered, in rank order, and of those that did not.
     *
     * @throws NonFiniteResultException where a result is not finite and the rules say so
     * @throws IllegalArgumentException where a worker counts twice
     */
    static RoundTally of(AveragingConfig rules, int round, List<WorkerReport> inRankOrder, List<Rejection> absent) {
        List<Rejection> rejected = new ArrayList<>(absent);
        Set<String> advice = new LinkedHashSet<>();
        List<Long> nanos = new ArrayList<>();
        int contributors = 0;
        long examples = 0;
        long optimizerStep = 0;
        LossSums loss = LossSums.ZERO;
        WorkCounters work = WorkCounters.ZERO;
        int lastRank = -1;
        for (WorkerReport report : inRankOrder) {
            demandOrder(lastRank, report.worker());
            lastRank = report.worker();
            work = work.plus(report.work());
            nanos.add(report.work().nanos());
            advice.addAll(report.advice());
            report.flaw().ifPresent(flaw -> rejected.add(rejection(rules, round, report.worker(), flaw)));
            if (report.contributes()) {
                contributors++;
                examples += report.examples();
                optimizerStep = Math.max(optimizerStep, report.optimizerStep());
                loss = loss.plus(report.loss());
            }
        }
        rejected.sort(Comparator.comparingInt(Rejection::worker));
        return new RoundTally(contributors, examples, optimizerStep, loss, work, nanos, rejected, List.copyOf(advice));
    }

    private static void demandOrder(int lastRank, int rank) {
        if (rank <= lastRank) {
            throw new IllegalArgumentException("results are averaged in rank order, each worker once: expected a rank"
                    + " above " + lastRank + ", got " + rank);
        }
    }

    private static Rejection rejection(AveragingConfig rules, int round, int worker, String flaw) {
        Rejection rejection = new Rejection(worker, flaw);
        if (rules.nonFinite() == NonFinite.FAIL) {
            throw new NonFiniteResultException(rejection, round);
        }
        return rejection;
    }

    /** Longest time that one worker computed. */
    public long slowestNanos() {
        return nanos.stream().mapToLong(n -> n).max().orElse(0);
    }
}
