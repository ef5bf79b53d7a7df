package io.tacit.core.engine.cpu.codegen;

/** Product of a few rows of A with a few vectors of B's columns, all sums in registers. */
interface GemmBlock<A> {

    /**
     * {@code c[i][j] (+)= Σ_l a[i][l] · b[l][j]} for l = 0 … k − 1 in order; element (i, l) of A is {@code a[ao + i·ar + l·ac]}, of B {@code
     * b[bo + l·br + j]}, of C {@code c[co + i·cr + j]}.
     */
    void run(A a, int ao, int ar, int ac, A b, int bo, int br, A c, int co, int cr, int k);
}
