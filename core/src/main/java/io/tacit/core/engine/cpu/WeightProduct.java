package io.tacit.core.engine.cpu;

import io.tacit.core.engine.cpu.kernel.Gemm;

/**
 * SHARED weights times values of each example: C = op(A)·B with B [k×n] per example, so one product with n·width columns; done
 * {@code repeats} times for consecutive B and C.
 */
record WeightProduct(Gemm gemm, Gemm.Product product, Place a, Place b, Place c, int n, int repeats)
        implements Instruction {

    @Override
    public void run(Frame f) {
        int columns = n * f.width;
        int bs = f.start(b);
        int cs = f.start(c);
        for (int r = 0; r < repeats; r++) {
            gemm.multiply(product, columns, f.array(a), f.start(a), f.array(b), bs, f.array(c), cs);
            bs += product.k() * columns;
            cs += product.m() * columns;
        }
    }
}
