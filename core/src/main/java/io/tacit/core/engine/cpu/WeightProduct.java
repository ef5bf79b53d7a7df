package io.tacit.core.engine.cpu;

import io.tacit.core.program.MatMul;

/**
 * SHARED weights times values of each example: C[m×n] = op(A)·B with B [k×n] per example, so one product with n·width columns; done
 * {@code repeats} times for consecutive B and C.
 */
record WeightProduct(MatMul.Form form, Place a, Place b, Place c, int m, int k, int n, int repeats)
        implements Instruction {

    @Override
    public void run(Frame f) {
        int columns = n * f.width;
        int bs = f.start(b);
        int cs = f.start(c);
        for (int r = 0; r < repeats; r++) {
            if (form == MatMul.Form.PLAIN) {
                Gemm.nn(m, columns, k, f.array(a), f.start(a), k, f.array(b), bs, columns, f.array(c), cs, columns);
            } else {
                Gemm.tn(m, columns, k, f.array(a), f.start(a), m, f.array(b), bs, columns, f.array(c), cs, columns);
            }
            bs += k * columns;
            cs += m * columns;
        }
    }
}
