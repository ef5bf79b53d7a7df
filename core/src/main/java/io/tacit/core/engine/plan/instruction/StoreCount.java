package io.tacit.core.engine.plan.instruction;

/** The number of examples of the batch as a SHARED value. */
public record StoreCount(Place target) implements Instruction {

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.storeCount(this);
    }
}
