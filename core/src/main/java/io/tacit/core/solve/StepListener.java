package io.tacit.core.solve;

/** Follows a solve and may keep where each step began. Called by the thread that solves. */
public interface StepListener {

    /** Keeps nothing. */
    StepListener NONE = (step, before) -> before;

    /**
     * An accepted step.
     *
     * @param t where it began, for each clock
     * @param dt signed size; 0 for clocks that did not move
     * @param landed index of the first target (times to be kept, then the end) on which the clock landed, −1 if on none
     */
    record Step(double[] t, double[] dt, int[] landed) {}

    /**
     * After an accepted step.
     *
     * @param before the carry where it began
     * @return storage for a carry that may be overwritten: {@code before} itself, or another in exchange for it
     */
    Carry taken(Step step, Carry before);

    /** Storage for a carry to solve with, which may hold anything. */
    default Carry lend(Stepper stepper, int examples) {
        return stepper.carry(examples);
    }

    /** Storage that the solve has done with. */
    default void giveBack(Carry carry) {}
}
