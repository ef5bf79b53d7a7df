package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.codegen.FusedLoop;
import io.tacit.core.engine.cpu.codegen.Kernels;
import io.tacit.core.engine.plan.kernel.FusedKernel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiled kernels by description: stages of a solver and layers of a network have many in common, and each is code to be warmed up. */
public final class KernelCache<A> {

    private final Kernels<A> kernels;
    private final Map<FusedKernel, FusedLoop<A>> loops = new ConcurrentHashMap<>();

    public KernelCache(Kernels<A> kernels) {
        this.kernels = kernels;
    }

    Kernels<A> kernels() {
        return kernels;
    }

    FusedLoop<A> loop(FusedKernel kernel) {
        return loops.computeIfAbsent(kernel, kernels::compile);
    }
}
