package io.tacit.core.engine.cpu;

import io.tacit.core.engine.cpu.kernel.FusedKernel;
import io.tacit.core.engine.cpu.kernel.FusedLoop;
import io.tacit.core.engine.cpu.kernel.Kernels;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiled kernels by description: stages of a solver and layers of a network have many in common, and each is code to be warmed up. */
final class KernelCache {

    private final Kernels kernels;
    private final Map<FusedKernel, FusedLoop> loops = new ConcurrentHashMap<>();

    KernelCache(Kernels kernels) {
        this.kernels = kernels;
    }

    Kernels kernels() {
        return kernels;
    }

    FusedLoop loop(FusedKernel kernel) {
        return loops.computeIfAbsent(kernel, kernels::compile);
    }
}
