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
    /** Sums over examples, added to tile by tile. */
    static final int REDUCED = 5;

    static final int FIRST_ARGUMENT = 6;

    private Slot() {}
}
