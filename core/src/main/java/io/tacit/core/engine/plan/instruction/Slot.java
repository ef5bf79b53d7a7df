package io.tacit.core.engine.plan.instruction;

/** The arrays a compiled Program works on, in order; arguments and results follow. */
public final class Slot {

    /** Values of one tile. */
    public static final int TILE = 0;
    /** SHARED values of one run. */
    public static final int SHARED = 1;
    /** Constants of the Program. */
    public static final int CONSTANT = 2;
    /** Parameters. */
    public static final int THETA = 3;
    /** Parameter cotangents, added to. */
    public static final int GRADIENT = 4;
    /** Sums over examples while they are added up, tile by tile. */
    public static final int PARTIAL = 5;
    /** The same sums over all tiles, to be read. */
    public static final int TOTAL = 6;

    public static final int FIRST_ARGUMENT = 7;

    private Slot() {}
}
