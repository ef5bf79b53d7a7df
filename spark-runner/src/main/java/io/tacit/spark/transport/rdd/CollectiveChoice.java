package io.tacit.spark.transport.rdd;

import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.TransportConfig;
import io.tacit.spark.transport.TransportException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which collective a training uses: the one that was asked for, or the cheapest of those that fit.
 *
 * @param slots tasks at the same time
 */
record CollectiveChoice(
        TransportConfig asked, AveragingConfig rules, int workers, int slots, Payload payload, DriverLimits limits) {
    /** Below so many bytes from all workers, looking for something better than flat takes longer than it saves. */
    private static final long WORTH_MEASURING = 16L << 20;

    /**
     * @param network asked for only where it decides
     * @throws TransportException where results do not fit, with the setting that has to be raised
     */
    Collective choose(Supplier<Network> network) {
        return switch (asked.collective()) {
            case AUTO -> cheapest(network);
            case FLAT -> fitting(flat());
            case TREE -> fitting(Collective.Tree.of(asked.treeDepth(), workers));
            case SHARDED -> fitting(sharded());
        };
    }

    private Collective cheapest(Supplier<Network> network) {
        List<Collective> fit = new ArrayList<>(candidates());
        fit.removeIf(candidate -> limits.shortfall(candidate, workers, payload).isPresent());
        if (fit.isEmpty()) {
            // The last candidate needs least.
            return fitting(candidates().get(candidates().size() - 1));
        }
        boolean small = workers * payload.bytes() < WORTH_MEASURING;
        if (fit.size() == 1 || (small && fit.get(0) instanceof Collective.Flat)) {
            return fit.get(0);
        }
        CostModel cost = new CostModel(network.get(), workers, slots, payload);
        return fit.stream().min(Comparator.comparingDouble(cost::seconds)).orElseThrow();
    }

    private List<Collective> candidates() {
        Collective tree = Collective.Tree.of(2, workers);
        return rules.trim() > 0 ? List.of(flat(), sharded()) : List.of(flat(), tree, sharded());
    }

    private static Collective flat() {
        return new Collective.Flat();
    }

    private Collective sharded() {
        return new Collective.Sharded((int) Math.max(1, Math.min(slots, payload.numbers())));
    }

    private Collective fitting(Collective collective) {
        Optional<String> shortfall = limits.shortfall(collective, workers, payload);
        if (shortfall.isPresent()) {
            throw new TransportException("the results of a round do not fit: " + shortfall.get() + ", or use "
                    + "training.transport.collective = sharded, in which the driver gets the mean alone");
        }
        return collective;
    }
}
