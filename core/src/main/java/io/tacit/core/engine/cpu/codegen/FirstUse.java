package io.tacit.core.engine.cpu.codegen;

/** When generated code is used first. */
enum FirstUse {
    /** At once, compiled or not: for tests of the code itself. */
    COLD,
    /** When {@link WarmUp} has seen it compiled; its scalar twin serves until then. */
    WARMED_UP
}
