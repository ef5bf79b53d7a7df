package io.tacit.benchmarks.rounds;

import io.tacit.core.random.RandomKey;
import io.tacit.spark.metrics.RoundRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * How unequal the work of workers is in a round, as times relative to the round's mean.
 *
 * @param measured all that were seen, of all rounds and workers
 * @param slowShare share of workers that are slow for a round for reasons of their machine
 * @param slowFactor how much slower they then are
 */
record Skew(double[] measured, double slowShare, double slowFactor) {

    /** Of the rounds of a training but for the first ones, in which the virtual machine compiles. */
    static Skew of(List<RoundRecord> rounds, int leaveOut) {
        List<Double> relative = new ArrayList<>();
        for (RoundRecord round : rounds.subList(Math.min(leaveOut, rounds.size()), rounds.size())) {
            List<Double> busy = round.timing().busySeconds();
            double mean = busy.stream().mapToDouble(s -> s).average().orElse(Double.NaN);
            busy.forEach(seconds -> relative.add(seconds / mean));
        }
        if (relative.isEmpty()) {
            throw new IllegalArgumentException("no round after the first " + leaveOut + " tells what its workers took");
        }
        return new Skew(relative.stream().mapToDouble(x -> x).toArray(), 0, 1);
    }

    /** The same on machines some of which are slow. */
    Skew onSlowMachines(double share, double factor) {
        return new Skew(measured, share, factor);
    }

    /** The work of a worker in a round, relative to the mean of the measured ones. */
    double draw(RandomKey key, int worker) {
        double own = measured[key.with("work").below(measured.length, worker)];
        return key.with("machine").uniform(worker) < slowShare ? own * slowFactor : own;
    }

    double deviation() {
        double sum = 0;
        for (double x : measured) {
            sum += (x - 1) * (x - 1);
        }
        return Math.sqrt(sum / measured.length);
    }
}
