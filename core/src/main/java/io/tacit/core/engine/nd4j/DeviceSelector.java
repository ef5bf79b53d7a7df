package io.tacit.core.engine.nd4j;

/** Makes the thread that calls compute on an engine's device: on CUDA, memory and kernels are of the calling thread's device. */
@FunctionalInterface
interface DeviceSelector {

    /** A selector for where there is nothing to select. */
    DeviceSelector NONE = () -> {};

    void select();
}
