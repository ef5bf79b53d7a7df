package io.tacit.core.layer;

import io.tacit.core.engine.Block;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of a tile of examples by name, on their way through a {@link Chain}. Element i of a series {@code s} is {@code s[i]}; {@link Recurrent#ALIVE}
 * is one too. Scratch of one evaluation.
 */
public final class Environment {

    private final Map<String, Block> values = new HashMap<>();
    private final int examples;
    private final int steps;
    private final @Nullable Step step;

    /** What surrounds a step of a loop. */
    private record Step(Environment outer, Recurrent loop, int number) {}

    private Environment(int examples, int steps, @Nullable Step step) {
        this.examples = examples;
        this.steps = steps;
        this.step = step;
    }

    /** @param steps of the longest series; 0 where there are none */
    public static Environment of(int examples, int steps) {
        return new Environment(examples, steps, null);
    }

    /** The surroundings of one step of a loop. */
    Environment step(Recurrent loop, int number) {
        return new Environment(examples, steps, new Step(this, loop, number));
    }

    public int examples() {
        return examples;
    }

    /** Of the longest series. */
    public int steps() {
        return steps;
    }

    /** @throws IllegalArgumentException where there is none of this name */
    public Block get(String name) {
        Block own = values.get(name);
        if (own != null) {
            return own;
        }
        if (step == null) {
            throw new IllegalArgumentException(
                    "value '" + name + "' of a chain: nothing has written it, and the records have" + " no such field");
        }
        return step.outer.get(step.loop.isElement(name) ? element(name, step.number) : name);
    }

    public void put(String name, Block value) {
        values.put(name, value);
    }

    /** Name of an element of a series. */
    public static String element(String series, int i) {
        return series + "[" + i + "]";
    }
}
