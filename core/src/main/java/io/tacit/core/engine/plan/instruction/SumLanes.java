package io.tacit.core.engine.plan.instruction;

/** Sum over the examples of a tile, added to a SHARED value of {@code rows} numbers. */
public record SumLanes(Place source, Place result, int rows) implements Instruction {

    @Override
    public <T> T accept(Visitor<T> visitor) {
        return visitor.sumLanes(this);
    }
}
