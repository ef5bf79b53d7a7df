package io.tacit.core.solve;

import io.tacit.core.engine.Block;

/**
 * Where a step begins and how far it goes: scalar blocks, SHARED where all examples share a clock, BATCHED where each has its own.
 *
 * @param dt signed size; where a solve begins, its direction: 1 or −1
 */
public record TimeStep(Block t, Block dt) {}
