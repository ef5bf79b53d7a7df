package io.tacit.core.engine.plan.instruction;

/**
 * The place of a value: an array of the compiled Program ({@link Slot}) and an offset into it, in rows for values of a tile and in numbers for SHARED ones.
 *
 * @param lanes whether there is one value per example
 */
public record Place(int slot, int offset, Lanes lanes) {

    /** How many numbers a row has. */
    public enum Lanes {
        /** One per example of the tile. */
        TILE,
        /** One for all examples. */
        SHARED
    }

    public Place plus(int rows) {
        return new Place(slot, offset + rows, lanes);
    }

    public boolean shared() {
        return lanes == Lanes.SHARED;
    }
}
