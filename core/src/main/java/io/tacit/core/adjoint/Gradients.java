package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import java.util.List;

/**
 * ∂L/∂ of what was solved from.
 *
 * @param initial one block for each component of the state
 * @param constants one block for each constant that was asked for, in the order of the equation
 * @param times of the span and of the states kept; all zero where {@code t} was not asked for
 */
public record Gradients(List<Block> initial, List<Block> constants, TimeGradients times) {

    public Gradients {
        initial = List.copyOf(initial);
        constants = List.copyOf(constants);
    }
}
