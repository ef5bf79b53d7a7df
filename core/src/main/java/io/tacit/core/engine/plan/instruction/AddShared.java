package io.tacit.core.engine.plan.instruction;

/** Addition of one SHARED value to another: number i of the target gains number {@code from.row(i)} of the source. */
public record AddShared(Place source, Rows from, Place target, int count) implements Instruction {

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.addShared(this);
    }
}
