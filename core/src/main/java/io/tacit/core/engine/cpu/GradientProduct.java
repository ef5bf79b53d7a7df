package io.tacit.core.engine.cpu;

import io.tacit.core.engine.cpu.kernel.Gemm;

/** Adds Σ over examples of U·Zᵀ to a SHARED matrix: the gradient of weights. Padding lanes do not count. */
record GradientProduct(Gemm gemm, Gemm.Outer outer, Place u, Place z, Place g) implements Instruction {

    @Override
    public void run(Frame f) {
        gemm.accumulate(
                outer, f.width, f.count, f.array(u), f.start(u), f.array(z), f.start(z), f.array(g), f.start(g));
    }
}
