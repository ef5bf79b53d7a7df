package io.tacit.spark.config;

import com.typesafe.config.ConfigObject;
import java.util.List;

/** Keys of a training's length, steps, phases and matching. */
final class TrainingKeys {

    private static final KeyTable TABLE = new KeyTable();

    static final Key<Integer> WORKERS = TABLE.key(
            "training.workers",
            "--workers",
            Kind.whole(1, 100_000),
            "4",
            "logical workers",
            "Shares of the data that train apart and are averaged; does not depend on the number of executors");
    static final Key<Integer> BATCH = TABLE.key(
            "training.batch", "--batch", Kind.whole(1, 10_000_000), "256", "examples", "Examples of a local step");
    static final Key<Integer> LOCAL_STEPS = TABLE.key(
            "training.localSteps",
            "--local-steps",
            Kind.whole(1),
            "16",
            "steps",
            "Steps each worker makes between two averages");
    static final Key<Integer> SINGLE_STEP_ROUNDS = TABLE.key(
            "training.singleStepRounds",
            "--single-step-rounds",
            Kind.whole(0),
            "0",
            "rounds",
            "First rounds of one local step each: workers stay together until they are on their way");
    static final Key<Double> ROUND_SECONDS = TABLE.key(
            "training.roundSeconds",
            "--round-seconds",
            Kind.positive(),
            KeyTable.NONE,
            "s",
            "Time after which a worker begins no further local step of a round, so that slow ones are not waited for; two"
                    + " runs then differ. Without it, every worker makes all its steps");
    static final Key<Double> REBALANCE_EVERY = TABLE.key(
            "training.rebalanceEvery",
            "--rebalance-every",
            Kind.positive(),
            KeyTable.NONE,
            "passes",
            "Passes over the data after which records are measured and placed anew by what solving them costs: workers get equal"
                    + " work, and records of a batch are solved beside others as dear. Without it, records stay where their ids put"
                    + " them");
    static final Key<Integer> ROUNDS = TABLE.key(
            "training.rounds",
            "--rounds",
            Kind.whole(1),
            KeyTable.NONE,
            "rounds",
            "Length of training. 100 where neither epochs nor seconds are given");
    static final Key<Double> EPOCHS = TABLE.key(
            "training.epochs",
            "--epochs",
            Kind.positive(),
            KeyTable.NONE,
            "passes",
            "Length of training, over the data");
    static final Key<Double> SECONDS = TABLE.key(
            "training.seconds",
            "--seconds",
            Kind.positive(),
            KeyTable.NONE,
            "s",
            "Length of training, as time that passes");
    static final Key<List<ConfigObject>> PHASES = TABLE.key(
            "training.phases",
            "--phases",
            PhaseKeys.list(),
            KeyTable.NONE,
            "phases",
            "What is minimised, one after the other: flow-matching, which solves nothing, and likelihood. Each may be a section"
                    + " with a share (of rounds, epochs or seconds) or rounds, and with a batch, localSteps, optimizer and"
                    + " matching of its own: {objective=likelihood, share=0.3}. Without it, flow-matching and then likelihood, or likelihood alone where model.blocks is"
                    + " more than 1");
    static final Key<MatchingKeys.Path> PATH = TABLE.key(
            "training.matching.path",
            "--matching-path",
            Kind.choice(MatchingKeys.Path.class),
            "straight",
            "",
            "The way from a record to noise in flow-matching");
    static final Key<Double> SIGMA = TABLE.key(
            "training.matching.sigma",
            "--matching-sigma",
            Kind.notNegative(),
            "0",
            "deviation",
            "Noise around that way");
    static final Key<MatchingKeys.Time> TIME = TABLE.key(
            "training.matching.time",
            "--matching-time",
            Kind.choice(MatchingKeys.Time.class),
            "logit-normal",
            "",
            "How times on that way are drawn, from 0 at the record to 1 at the noise: sigmoid(timeMean + timeDeviation n) with n normal,"
                    + " evenly, or u^timePower with u uniform");
    static final Key<Double> TIME_MEAN = TABLE.key(
            "training.matching.timeMean",
            "--matching-time-mean",
            Kind.real("a finite number", Double::isFinite),
            "-1",
            "logit",
            "Mean of logit-normal times: the lower, the nearer to the records");
    static final Key<Double> TIME_DEVIATION = TABLE.key(
            "training.matching.timeDeviation",
            "--matching-time-deviation",
            Kind.positive(),
            "1",
            "logit",
            "Their deviation");
    static final Key<Double> TIME_POWER = TABLE.key(
            "training.matching.timePower",
            "--matching-time-power",
            Kind.positive(),
            "2",
            "exponent",
            "Exponent of power times");
    static final Key<MatchingKeys.Pairs> COUPLING = TABLE.key(
            "training.matching.coupling",
            "--coupling",
            Kind.choice(MatchingKeys.Pairs.class),
            "independent",
            "",
            "Which noise a record is paired with: any, or by optimal transport inside of a group, exact or by Sinkhorn's iteration; that gives"
                    + " straighter flows and takes longer");
    static final Key<Integer> COUPLING_GROUP = TABLE.key(
            "training.matching.couplingGroup",
            "--coupling-group",
            Kind.whole(2, 4096),
            "64",
            "records",
            "Records of a batch among which pairs are sought");
    static final Key<Double> COUPLING_EPSILON = TABLE.key(
            "training.matching.couplingEpsilon",
            "--coupling-epsilon",
            Kind.positive(),
            "0.05",
            "share of the mean cost",
            "Entropic regularisation of sinkhorn");
    static final Key<Integer> COUPLING_ITERATIONS = TABLE.key(
            "training.matching.couplingIterations",
            "--coupling-iterations",
            Kind.whole(1, 10_000),
            "50",
            "iterations",
            "Iterations of sinkhorn");
    static final Key<Long> SEED = TABLE.key(
            "training.seed",
            "--seed",
            Kind.any64(),
            "1",
            "64-bit number",
            "All randomness follows from it: initial parameters, split, batches, noise");

    private TrainingKeys() {}

    static List<Key<?>> all() {
        return TABLE.all();
    }
}
