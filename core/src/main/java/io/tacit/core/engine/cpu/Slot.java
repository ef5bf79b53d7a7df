package io.tacit.core.engine.cpu;

/** The arrays a compiled Program works on, in the order of {@link Frame}'s table; arguments and results follow. */
final class Slot {

    /** Values of one tile. */
    static final int TILE = 0;
    /** SHARED values of one run. */
    static final int SHARED = 1;
    /** Constants of the Program. */
    static final int CONSTANT = 2;
    /** Parameters. */
    static final int THETA = 3;
    /** Parameter cotangents, added to. */
    static final int GRADIENT = 4;
    /** Sums over examples while they are added up, tile by tile. */
    static final int PARTIAL = 5;
    /** The same sums over all tiles, to be read. */
    static final int TOTAL = 6;

    static final int FIRST_ARGUMENT = 7;

    private Slot() {}
}
