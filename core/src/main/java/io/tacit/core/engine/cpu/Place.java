package io.tacit.core.engine.cpu;

/**
 * Where a value lies: an array of the {@link Frame} and an offset into it, in rows for values of a tile and in floats for SHARED ones.
 *
 * @param lanes whether there is one value per example
 */
record Place(int slot, int offset, Lanes lanes) {

    /** How many floats a row has. */
    enum Lanes {
        /** One per example of the tile. */
        TILE,
        /** One for all examples. */
        SHARED
    }

    Place plus(int rows) {
        return new Place(slot, offset + rows, lanes);
    }

    boolean shared() {
        return lanes == Lanes.SHARED;
    }
}
