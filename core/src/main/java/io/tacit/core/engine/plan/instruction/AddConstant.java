package io.tacit.core.engine.plan.instruction;

/** Addition of one number to each of {@code count} numbers of a SHARED value. */
public record AddConstant(double value, Place target, int count) implements Instruction {

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.addConstant(this);
    }
}
