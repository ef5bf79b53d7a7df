package io.tacit.core.engine.plan.instruction;

/** One number in {@code count} rows. */
public record FillRows(Place target, int count, double value) implements Instruction {

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.fillRows(this);
    }
}
