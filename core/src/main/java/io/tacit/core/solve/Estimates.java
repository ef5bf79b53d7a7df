package io.tacit.core.solve;

import io.tacit.core.engine.Block;

/**
 * What a step says of itself beside its result, for each clock: scalar blocks like those of a {@link TimeStep}. What a scheme does not give stays 0.
 *
 * @param error scaled: 1 is just good enough
 * @param factor wanted for the size of the next step
 * @param work evaluations of the field within inner iterations
 * @param converged 1 where the inner iteration converged; the share of examples that did where they share a clock
 */
record Estimates(Block error, Block factor, Block work, Block converged) {}
