package io.tacit.core.engine.plan.instruction;

import io.tacit.core.program.Iterate;
import java.util.List;

/**
 * Inner iteration of the examples of a tile: a plan within a plan, run until every example is frozen.
 *
 * @param body the loop's body; its arguments are {@code operands}, its results the next carries and the residual
 * @param operands carries to begin with, then what the body reads besides
 * @param result the carries, then iterations, residual and status
 */
public record InnerLoop(Iterate loop, Plan body, List<Place> operands, Place result) implements Instruction {

    public InnerLoop {
        operands = List.copyOf(operands);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.innerLoop(this);
    }
}
