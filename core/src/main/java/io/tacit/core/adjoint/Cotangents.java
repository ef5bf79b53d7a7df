package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.solve.Solution;
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

    /** Refuses what does not fit a solution. */
    void requireFits(Solution solution, Block theta, Block gradient) {
        requireLike("cotangents of the end", solution.end(), end);
        if (!saved.isEmpty() && saved.size() != solution.saved().size()) {
            throw new IllegalArgumentException("cotangents of states kept: expected none, or those of "
                    + solution.saved().size() + " times, got " + saved.size());
        }
        for (int i = 0; i < saved.size(); i++) {
            requireLike("cotangents of state kept number " + i, solution.saved().get(i), saved.get(i));
        }
        if (gradient.shape().size() < theta.shape().size()) {
            throw new IllegalArgumentException("gradient: expected a block like theta, of "
                    + theta.shape().size() + " values, got one of "
                    + gradient.shape().size());
        }
    }

    private static void requireLike(String what, List<Block> expected, List<Block> got) {
        boolean fits = expected.size() == got.size();
        for (int i = 0; fits && i < got.size(); i++) {
            fits = got.get(i).shape().equals(expected.get(i).shape())
                    && got.get(i).examples() == expected.get(i).examples();
        }
        if (!fits) {
            throw new IllegalArgumentException(what + ": expected blocks of " + text(expected) + ", got " + text(got));
        }
    }

    private static List<String> text(List<Block> blocks) {
        return blocks.stream()
                .map(b -> b.examples() + " examples of shape " + b.shape())
                .toList();
    }

    /** The cotangent of target {@code index}: a time kept, or the end. */
    List<Block> of(int index, int targets) {
        return index == targets - 1 ? end : saved.isEmpty() ? List.of() : saved.get(index);
    }
}
