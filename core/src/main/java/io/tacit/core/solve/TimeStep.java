package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import java.util.List;

/**
 * The time where a step begins and how far it goes: scalar blocks, SHARED where all examples share a clock, BATCHED where each has its own.
 *
 * @param dt signed size; where a solve begins, its direction: 1 or −1
 * @param noises what drives the step, in the order of the scheme; one value for each example
 */
public record TimeStep(Block t, Block dt, List<Block> noises) {

    public TimeStep {
        noises = List.copyOf(noises);
    }
}
