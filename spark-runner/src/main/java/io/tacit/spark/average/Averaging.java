package io.tacit.spark.average;

import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.AveragingConfig.NonFinite;
import io.tacit.spark.config.AveragingConfig.OptimizerStates;
import io.tacit.spark.config.AveragingConfig.Weighting;
import io.tacit.spark.worker.LossSums;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkCounters;
import io.tacit.spark.worker.WorkerResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fold of one round's results, a monoid: {@link #zero}, {@link #add}, {@link #merge}, {@link #finish}.
 *
 * <p>θ = Σ nᵥ θᵥ / Σ nᵥ over the workers v with finite results, nᵥ the examples that v used (McMahan et al.:
 * "Communication-efficient learning", 2017, algorithm 1), or the same without the extremes, see {@link TrimmedMean}.
 * Workers are folded in rank order, each once, so that the bits
 * do not depend on who finished first.
 */
public final class Averaging {
    private final AveragingConfig rules;
    private final RoundStart before;
    private final Mean theta;
    private final Map<String, Mean> moments = new LinkedHashMap<>();
    private final Map<Integer, OptimizerState> own = new LinkedHashMap<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private final List<String> advice = new ArrayList<>();
    private int firstRank = Integer.MAX_VALUE;
    private int lastRank = -1;
    private int results;
    private int contributors;
    private long optimizerSteps;
    private long examples;
    private LossSums loss = LossSums.ZERO;
    private WorkCounters work = WorkCounters.ZERO;
    private long slowestNanos;

    private Averaging(AveragingConfig rules, RoundStart before) {
        this.rules = rules;
        this.before = before;
        theta = mean(rules, before.theta().length());
        before.optimizers().get(0).moments().forEach((name, moment) -> moments.put(name, mean(rules, moment.length())));
    }

    private static Mean mean(AveragingConfig rules, int length) {
        return rules.trim()
                .<Mean>map(share -> TrimmedMean.zero(length, share))
                .orElseGet(() -> WeightedSum.zero(length));
    }

    /** No results yet of the round that began like this. */
    public static Averaging zero(AveragingConfig rules, RoundStart before) {
        return new Averaging(rules, before);
    }

    /** The average of all results of a round. */
    public static RoundAverage of(AveragingConfig rules, RoundStart before, List<WorkerResult> inRankOrder) {
        Averaging fold = zero(rules, before);
        inRankOrder.forEach(fold::add);
        return fold.finish(inRankOrder.size());
    }

    /**
     * One more result, of a higher rank than those before.
     *
     * @throws NonFiniteResultException where it is not finite and the rules say so
     */
    public void add(WorkerResult result) {
        demandOrder(result.worker());
        firstRank = Math.min(firstRank, result.worker());
        lastRank = result.worker();
        results++;
        work = work.plus(result.work());
        slowestNanos = Math.max(slowestNanos, result.work().nanos());
        result.advice().forEach(this::addAdvice);
        Optional<Rejection> flaw = Rejection.of(result);
        if (flaw.isPresent()) {
            reject(flaw.get());
        } else if (result.examples() > 0) {
            contribute(result);
        }
    }

    private void reject(Rejection rejection) {
        if (rules.nonFinite() == NonFinite.FAIL) {
            throw new NonFiniteResultException(rejection, before.round());
        }
        rejected.add(rejection);
    }

    private void contribute(WorkerResult result) {
        double weight = rules.weighting() == Weighting.EXAMPLES ? result.examples() : 1;
        theta.add(result.theta(), weight);
        if (rules.optimizerStates() == OptimizerStates.AVERAGE) {
            moments.forEach((name, sum) -> sum.add(result.optimizer().moment(name), weight));
        }
        if (rules.optimizerStates() == OptimizerStates.LOCAL) {
            own.put(result.worker(), result.optimizer());
        }
        optimizerSteps = Math.max(optimizerSteps, result.optimizer().step());
        contributors++;
        examples += result.examples();
        loss = loss.plus(result.loss());
    }

    /** The results of {@code later}, whose ranks are all higher. */
    public void merge(Averaging later) {
        if (later.results > 0) {
            demandOrder(later.firstRank);
            firstRank = Math.min(firstRank, later.firstRank);
            lastRank = later.lastRank;
        }
        theta.merge(later.theta);
        moments.forEach((name, sum) -> sum.merge(later.sum(name)));
        own.putAll(later.own);
        rejected.addAll(later.rejected);
        later.advice.forEach(this::addAdvice);
        results += later.results;
        contributors += later.contributors;
        optimizerSteps = Math.max(optimizerSteps, later.optimizerSteps);
        examples += later.examples;
        loss = loss.plus(later.loss);
        work = work.plus(later.work);
        slowestNanos = Math.max(slowestNanos, later.slowestNanos);
    }

    private Mean sum(String name) {
        Mean sum = moments.get(name);
        if (sum == null) {
            throw new IllegalArgumentException("no moment '" + name + "' in the other average; there are "
                    + moments.keySet() + " here (is it of another optimizer?)");
        }
        return sum;
    }

    private void demandOrder(int rank) {
        if (rank <= lastRank) {
            throw new IllegalArgumentException("results are averaged in rank order, each worker once: expected a rank"
                    + " above " + lastRank + ", got " + rank);
        }
    }

    private void addAdvice(String sentence) {
        if (!advice.contains(sentence)) {
            advice.add(sentence);
        }
    }

    /**
     * The mean.
     *
     * @throws IllegalStateException where not exactly {@code workers} results were added
     */
    public RoundAverage finish(int workers) {
        if (results != workers) {
            throw new IllegalStateException("round " + before.round() + ": expected a result of each of " + workers
                    + " workers, got " + results);
        }
        FlatVector mean =
                contributors == 0 ? before.theta() : theta.mean(before.theta().precision());
        return new RoundAverage(
                mean, optimizers(workers), contributors, examples, loss, work, slowestNanos, rejected, advice);
    }

    private List<OptimizerState> optimizers(int workers) {
        if (contributors == 0) {
            return before.optimizers();
        }
        return switch (rules.optimizerStates()) {
            case AVERAGE -> List.of(averagedState());
            case RESET -> List.of(zeroState());
            case LOCAL -> ownStates(workers);
        };
    }

    private OptimizerState averagedState() {
        Map<String, FlatVector> means = new LinkedHashMap<>();
        before.optimizers()
                .get(0)
                .moments()
                .forEach((name, moment) -> means.put(name, sum(name).mean(moment.precision())));
        return new OptimizerState(optimizerSteps, means);
    }

    private OptimizerState zeroState() {
        Map<String, FlatVector> zeros = new LinkedHashMap<>();
        before.optimizers()
                .get(0)
                .moments()
                .forEach((name, moment) -> zeros.put(name, FlatVector.zeros(moment.precision(), moment.length())));
        return new OptimizerState(0, zeros);
    }

    private List<OptimizerState> ownStates(int workers) {
        List<OptimizerState> states = new ArrayList<>();
        for (int rank = 0; rank < workers; rank++) {
            states.add(own.getOrDefault(rank, before.optimizer(rank)));
        }
        return states;
    }
}
