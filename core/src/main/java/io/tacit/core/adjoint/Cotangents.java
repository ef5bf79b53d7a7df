package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import java.util.List;

/**
 * ∂L/∂ of a solution, in the form of {@code Solution}.
 *
 * @param end one block for each component of the state
 * @param saved the same for each time kept; may be empty where L does not look at them
 */
public record Cotangents(List<Block> end, List<List<Block>> saved) {

    public Cotangents {
        end = List.copyOf(end);
        saved = List.copyOf(saved);
    }

    public static Cotangents ofEnd(List<Block> end) {
        return new Cotangents(end, List.of());
    }

    /** The cotangent of target {@code index}: a time kept, or the end. */
    List<Block> of(int index, int targets) {
        return index == targets - 1 ? end : saved.isEmpty() ? List.of() : saved.get(index);
    }
}
