package io.tacit.core.engine.cpu.kernel;

/** When written code is used first. */
enum Start {
    /** At once, compiled or not: for tests of the code itself. */
    COLD,
    /** When {@link WarmUp} has seen it compiled; its scalar twin serves until then. */
    WARMED_UP
}
