package io.tacit.spark.metrics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a run of training or evaluation ended.
 *
 * @param outcome one word or two, for instance {@code completed}, {@code target reached}, {@code diverged}
 * @param thetaSha256 of θ as little-endian bytes, 64 hexadecimal digits
 * @param heldOut negative log-likelihood of the test split, where it was evaluated
 * @param baselines simpler densities on the same split
 * @param notEvaluated what was not measured and why, a sentence each: "held-out records: ..."
 * @param model where the model lies, where one was written
 * @param report where the report lies, where one was written
 */
public record RunResult(
        String outcome,
        String thetaSha256,
        int dimension,
        Optional<Nll> heldOut,
        List<Baseline> baselines,
        List<String> notEvaluated,
        Totals totals,
        ErrorBudget errorBudget,
        Optional<String> model,
        Optional<String> report) {

    /** Outcome of an evaluation: the model's rounds and examples are those of its training, the seconds are its own. */
    public static final String EVALUATED = "evaluated";

    public RunResult {
        baselines = List.copyOf(baselines);
        notEvaluated = List.copyOf(notEvaluated);
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension: expected a number >= 1, got " + dimension);
        }
    }

    /** A simpler density, fitted to the same training split; its figure is of the same records. */
    public record Baseline(String name, Nll heldOut) {}

    /** Seconds are wall-clock from the start of training to its end, resumed runs included; of an evaluation, its own. */
    public record Totals(int rounds, long examples, double seconds) {}

    /**
     * How far the held-out figure may be off for reasons other than the choice of records; what was not measured is
     * empty.
     *
     * @param probeStandardError of the mean, from the random probes of the trace estimate, in nats
     * @param toleranceChange change of the mean when records are solved again at ten times tighter tolerance, in nats
     * @param integral of the density over the plane, where D = 2; 1 for a density
     */
    public record ErrorBudget(
            OptionalDouble probeStandardError, OptionalDouble toleranceChange, OptionalDouble integral) {

        public static final ErrorBudget UNKNOWN =
                new ErrorBudget(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** {@code nats / (D ln 2)}. */
    public double bitsPerDimension(double nats) {
        return nats / (dimension * Math.log(2));
    }
}
