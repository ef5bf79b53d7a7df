package io.tacit.core.adjoint;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.program.Program;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The state of an {@link Augmented} equation by its parts.
 *
 * @param states of the original equation
 * @param adjoints their cotangents
 * @param constants cotangents of the wanted constants
 * @param parameters cotangents of the parameters
 */
record AugmentedState(List<Block> states, List<Block> adjoints, List<Block> constants, List<Block> parameters) {

    /** Takes blocks in the order of the augmented equation. */
    static AugmentedState of(Augmented augmented, List<Block> all) {
        Iterator<Block> next = all.iterator();
        int states = augmented.original().states().size();
        int parameters = augmented.parameters().size();
        return new AugmentedState(
                take(next, states),
                take(next, states),
                take(next, augmented.integrals().size() - parameters),
                take(next, parameters));
    }

    private static List<Block> take(Iterator<Block> from, int count) {
        return IntStream.range(0, count).mapToObj(i -> from.next()).toList();
    }

    /** All zero. */
    static AugmentedState zero(Augmented augmented, Engine engine, int examples) {
        List<Program.Input> inputs = augmented.ode().stateInputs();
        return of(
                augmented,
                inputs.stream()
                        .map(s -> engine.allocate(s.role().kind(), s.shape(), examples))
                        .toList());
    }

    /** In the order of the augmented equation. */
    List<Block> all() {
        return Stream.of(states, adjoints, constants, parameters)
                .flatMap(List::stream)
                .toList();
    }
}
