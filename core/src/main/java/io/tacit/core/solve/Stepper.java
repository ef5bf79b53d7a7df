package io.tacit.core.solve;

import io.tacit.core.engine.Block;
import java.util.List;

/**
 * One step of a method for an equation, compiled for an engine; thread-safe. The <i>carry</i> is what passes from step to step: the
 * components of the state, then whatever the method remembers, such as the last derivative. Times, sizes and errors are scalar blocks: SHARED
 * where all examples share a clock, BATCHED where each has its own.
 */
public interface Stepper {

    /** Order of the method; an error estimate falls with its power. */
    int order();

    /** Evaluations of the field by {@link #start}. */
    int startEvaluations();

    /** Evaluations of the field by {@link #step}. */
    int stepEvaluations();

    /** Refuses a problem whose blocks do not fit the equation. */
    void check(Problem problem);

    /** Storage for a carry. */
    List<Block> carry(int examples);

    /** Storage for a time, a size or an error of each clock. */
    Block scalar(int examples);

    /**
     * Completes a carry whose state components are set.
     *
     * @param direction 1 or −1 for each clock
     * @param size receives the size of the first step, where the controller leaves it to the method
     */
    void start(Context context, List<Block> carry, Block t, Block direction, Block size);

    /**
     * Tries one step. With clocks of their own, examples whose error is above 1 or not a number keep their carry.
     *
     * @param dt signed size of the step
     * @param error receives the scaled error, 0 where the controller has no tolerance
     */
    void step(Context context, List<Block> from, Block t, Block dt, List<Block> to, Block error);

    /** The last step of a solve without tolerance: only the state components of {@code to} are needed. One evaluation less. */
    void lastStep(Context context, List<Block> from, Block t, Block dt, List<Block> to);
}
