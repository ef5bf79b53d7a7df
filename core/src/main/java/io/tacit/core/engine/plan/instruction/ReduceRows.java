package io.tacit.core.engine.plan.instruction;

/** Sum or maximum over axes of one example: row {@code targets[r]} of the result gathers row r, in order of r. */
public record ReduceRows(Place source, Place result, int[] targets, int resultRows, Fold fold) implements Instruction {

    /** How rows are combined. */
    public enum Fold {
        SUM,
        MAX
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.reduceRows(this);
    }
}
