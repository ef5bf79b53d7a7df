package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Kind;
import java.util.List;

/**
 * Where a solve begins, what it holds constant and which states it keeps. Blocks are read, never written.
 *
 * @param initial one block for each component of the state, in the order of the equation
 * @param constants one block for each further input of the equation, in its order
 * @param theta parameters: a SHARED block as {@code Engine.vector} makes it
 */
public record Problem(List<Block> initial, List<Block> constants, Block theta, Span span, SaveAt saveAt) {

    public Problem {
        initial = List.copyOf(initial);
        constants = List.copyOf(constants);
        checkTimes(span, saveAt);
    }

    private static void checkTimes(Span span, SaveAt saveAt) {
        if (saveAt.times().isEmpty()) {
            return;
        }
        if (!span.isCommon()) {
            throw new IllegalArgumentException(
                    "saveAt: times need one span for all examples; with Span.each use SaveAt.end()");
        }
        double direction = Math.signum(span.to(0) - span.from(0));
        double last = span.from(0);
        for (double time : saveAt.times()) {
            if (!((time - last) * direction >= 0 && (span.to(0) - time) * direction >= 0)) {
                throw new IllegalArgumentException("saveAt: expected times that go from " + span.from(0) + " to "
                        + span.to(0) + " without turning, got " + saveAt.times());
            }
            last = time;
        }
    }

    /** Number of examples. */
    public int examples() {
        return initial.stream()
                .filter(b -> b.kind() == Kind.BATCHED)
                .mapToInt(Block::examples)
                .findFirst()
                .orElse(1);
    }
}
