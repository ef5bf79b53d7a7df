package io.tacit.core.engine.cpu;

/** One step of a compiled Program on the values of one tile, or on SHARED values. */
interface Instruction {

    void run(Frame frame);
}
