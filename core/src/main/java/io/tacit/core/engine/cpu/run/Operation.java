package io.tacit.core.engine.cpu.run;

/** An instruction of a Plan, bound to kernels, that runs on the values of one tile or on SHARED values. */
interface Operation<A> {

    void run(Frame<A> frame);
}
