package io.tacit.core.engine.nd4j;

import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Selects one GPU by the number that CUDA gives it in this process. Asked each time, because threads of a pool serve tasks of other devices in
 * between, and ND4J itself gives new threads one device after the other.
 */
record GpuSelector(int gpu) implements DeviceSelector {

    GpuSelector {
        int shown = Nd4j.getAffinityManager().getNumberOfDevices();
        if (gpu < 0 || gpu >= shown) {
            throw new IllegalStateException("GPU " + gpu + " was asked for, but CUDA shows GPUs 0 to " + (shown - 1)
                    + " to this process; see CUDA_VISIBLE_DEVICES and what nvidia-smi says");
        }
    }

    @Override
    public void select() {
        AffinityManager affinity = Nd4j.getAffinityManager();
        if (affinity.getDeviceForCurrentThread() != gpu) {
            // "Unsafe" for arrays that the thread had on another device; this engine's are all on this one.
            affinity.unsafeSetDevice(gpu);
        }
    }
}
