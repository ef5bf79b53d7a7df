package io.tacit.core.engine.cpu;

/** Adds Σ over examples and p of U[m×p]·Z[k×p]ᵀ to a SHARED [m×k]: the gradient of a weight matrix. Padding lanes do not count. */
record GradientProduct(Place u, Place z, Place g, int m, int k, int p) implements Instruction {

    @Override
    public void run(Frame f) {
        int row = p * f.width;
        for (int j = 0; j < p; j++) {
            int shift = j * f.width;
            Gemm.gradient(
                    m,
                    k,
                    f.count,
                    f.array(u),
                    f.start(u) + shift,
                    row,
                    f.array(z),
                    f.start(z) + shift,
                    row,
                    f.array(g),
                    f.start(g));
        }
    }
}
