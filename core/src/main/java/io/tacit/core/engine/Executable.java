package io.tacit.core.engine;

import io.tacit.core.program.Program;
import java.util.List;

/**
 * A compiled Program. May be run by several threads at once, on different blocks. Runs do not allocate.
 */
public interface Executable {

    Program program();

    /**
     * Evaluates the Program once.
     *
     * @param arguments one block for each of {@link Program#arguments()}, in order; BATCHED ones with equal numbers of examples
     * @param theta the parameters: a SHARED block of the layout's size (any block where there are none)
     * @param results one block for each of {@link Program#results()}, in order; overwritten; may be an argument's block only where the engine's
     *     documentation says so
     * @param gradient a SHARED block like {@code theta} to which parameter cotangents are added (any block where there are none)
     */
    void run(List<Block> arguments, Block theta, List<Block> results, Block gradient);
}
