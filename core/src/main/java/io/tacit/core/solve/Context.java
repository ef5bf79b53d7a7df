package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import java.util.List;

/** What stays the same over a solve: the constant inputs of the equation and its parameters. */
public record Context(List<Block> constants, Block theta) {

    public Context {
        constants = List.copyOf(constants);
    }
}
