package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.codegen.Gemm;
import io.tacit.core.engine.plan.instruction.WeightProduct;

/** Product of SHARED weights with consecutive values of each example. */
record RepeatedProduct<A>(Gemm<A> gemm, Gemm.Product product, WeightProduct of) implements Operation<A> {

    @Override
    public void run(Frame<A> f) {
        int columns = of.n() * f.width;
        int bs = f.start(of.b());
        int cs = f.start(of.c());
        for (int r = 0; r < of.repeats(); r++) {
            gemm.multiply(product, columns, f.array(of.a()), f.start(of.a()), f.array(of.b()), bs, f.array(of.c()), cs);
            bs += of.k() * columns;
            cs += of.m() * columns;
        }
    }
}
