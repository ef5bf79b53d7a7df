package io.tacit.spark.metrics;

import java.util.List;
import java.util.Optional;

/**
 * The figures of one training round, as the driver computed them from the workers' results.
 *
 * @param round number of this round, from 1
 * @param of planned number of rounds; a run may stop earlier
 * @param phase of the training that it is part of
 * @param learningRate of the last local step of the round
 */
public record RoundRecord(
        int round,
        int of,
        Phase phase,
        Timing timing,
        Examples examples,
        Likelihood likelihood,
        Effort effort,
        double learningRate) {

    public RoundRecord {
        if (round < 1 || of < round) {
            throw new IllegalArgumentException("round: expected 1 <= round <= of, got round " + round + " of " + of);
        }
    }

    /** Of a training with one phase, that of likelihood. */
    public RoundRecord(
            int round,
            int of,
            Timing timing,
            Examples examples,
            Likelihood likelihood,
            Effort effort,
            double learningRate) {
        this(
                round,
                of,
                new Phase(1, 1, Phase.LIKELIHOOD, likelihood.train(), timing.secondsLeft()),
                timing,
                examples,
                likelihood,
                effort,
                learningRate);
    }

    /** With a gap between the losses of training and exact ones. */
    public RoundRecord with(Optional<Estimate> solverGap) {
        Likelihood gapped = new Likelihood(
                likelihood.dimension(),
                likelihood.train(),
                likelihood.logDerivative(),
                solverGap,
                likelihood.validation());
        return new RoundRecord(round, of, phase, timing, examples, gapped, effort, learningRate);
    }

    /** Share of the planned rounds that is done, in [0, 1]. */
    public double done() {
        return (double) round / of;
    }

    /**
     * Evaluations of the vector field over all examples of the round, forwards and backwards. One that carries a density along is twice the work, and
     * counts twice.
     */
    public double fieldEvaluations() {
        double each = effort.nfeForward() + effort.nfeBackward();
        return examples.inRound() * each * (phase.isLikelihood() ? 2 : 1);
    }

    /**
     * What was minimised.
     *
     * @param number of the phase, from 1
     * @param of phases of the training
     * @param objective as it stands in a configuration
     * @param loss its mean over the examples of the round, each with the parameters of its step
     * @param secondsLeft estimate until its last planned round
     */
    public record Phase(int number, int of, String objective, double loss, double secondsLeft) {
        static final String LIKELIHOOD = "likelihood";

        /** Whether the loss is a likelihood, in nats. */
        public boolean isLikelihood() {
            return objective.equals(LIKELIHOOD);
        }
    }

    /**
     * When and how fast.
     *
     * @param seconds wall-clock since the start of training, resumed runs included
     * @param secondsLeft estimate until the last planned round; NaN as long as a phase is to come of which nothing is measured
     * @param examplesPerSecond of this round
     * @param syncShare share in [0, 1] of the round's wall-clock in which no worker computed: broadcast, collection,
     *     averaging, scheduling
     * @param busySeconds that each worker whose result came has computed, in rank order
     */
    public record Timing(
            double seconds, double secondsLeft, double examplesPerSecond, double syncShare, List<Double> busySeconds) {
        public Timing {
            busySeconds = List.copyOf(busySeconds);
        }

        /**
         * Share in [0, 1] of the workers' time that they would spend waiting for the slowest of them, if each had a slot of its
         * own.
         */
        public double idleShare() {
            double slowest = busySeconds.stream().mapToDouble(s -> s).max().orElse(0);
            double all = busySeconds.stream().mapToDouble(s -> s).sum();
            return slowest == 0 ? 0 : 1 - all / (slowest * busySeconds.size());
        }
    }

    /**
     * How much was learned from.
     *
     * @param total examples since the start of training
     * @param inRound examples of this round
     * @param rejectedContributions worker results left out of the average: not finite, or not there in time
     */
    public record Examples(long total, long inRound, int rejectedContributions) {}

    /**
     * Negative log-likelihood per example, in nats of the standardised columns.
     *
     * @param dimension D of an example, which turns nats into bits per dimension
     * @param train mean over the examples of the round, each with the parameters of its step; NaN where something else was minimised
     * @param logDerivative mean of {@code log |dz/dx|} over the training records, which taken from these figures gives those in the units
     *     of the data; NaN where it is not known
     * @param solverGap how much more some training records have when they are solved to the tolerance than in training, where that was
     *     measured; as it was, be it chance or not
     * @param validation on the validation split with the averaged parameters, in rounds that evaluate
     */
    public record Likelihood(
            int dimension,
            double train,
            double logDerivative,
            Optional<Estimate> solverGap,
            Optional<Estimate> validation) {

        /** Where the gap was not measured. */
        public Likelihood(int dimension, double train, double logDerivative, Optional<Estimate> validation) {
            this(dimension, train, logDerivative, Optional.empty(), validation);
        }

        public Likelihood {
            if (dimension < 1) {
                throw new IllegalArgumentException("dimension: expected a number >= 1, got " + dimension);
            }
        }

        /** A figure of the standardised columns in the units of the data. */
        public double ofData(double nats) {
            return nats - logDerivative;
        }

        /** {@code nats / (D ln 2)}. */
        public double bitsPerDimension(double nats) {
            return nats / (dimension * Math.log(2));
        }
    }

    /**
     * What the solver spent.
     *
     * @param nfeForward evaluations of the vector field per example, forward
     * @param nfeBackward the same in the adjoint pass
     * @param acceptedSteps over all examples or tiles, as the stepping counts
     * @param rejectedSteps the same
     */
    public record Effort(double nfeForward, double nfeBackward, long acceptedSteps, long rejectedSteps) {}
}
