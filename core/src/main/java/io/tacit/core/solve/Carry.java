package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import io.tacit.core.program.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What passes from step to step, as storage.
 *
 * @param states components of the state, in the order of the equation
 * @param memory what the method remembers, in the order of its scheme
 * @param residuals what the step that begins here left for its derivative; empty where nobody asked for it
 */
public record Carry(List<Block> states, List<Block> memory, List<Block> residuals) {

    public Carry {
        states = List.copyOf(states);
        memory = List.copyOf(memory);
        residuals = List.copyOf(residuals);
    }

    /** States, then memory: a new list. */
    public List<Block> passed() {
        List<Block> passed = new ArrayList<>(states);
        passed.addAll(memory);
        return passed;
    }

    /** Takes the states and the memory of another one. */
    public void copyFrom(Carry other) {
        List<Block> from = other.passed();
        List<Block> to = passed();
        for (int i = 0; i < to.size(); i++) {
            to.get(i).copyFrom(from.get(i));
        }
    }

    /** Takes the states and the memory of one example of another one; what is SHARED stays. */
    public void copyExample(int at, Carry other, int example) {
        copyBatched(at, passed(), other.passed(), example);
    }

    static void copyBatched(int at, List<Block> to, List<Block> from, int example) {
        for (int i = 0; i < to.size(); i++) {
            if (to.get(i).kind() == Kind.BATCHED) {
                to.get(i).copyExamples(at, from.get(i), example, 1);
            }
        }
    }

    /** Everything: states, memory, residuals. */
    public Stream<Block> blocks() {
        return Stream.of(states, memory, residuals).flatMap(List::stream);
    }
}
