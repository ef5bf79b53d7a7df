package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.plan.instruction.RowProduct;

/** Matrix product of one example, one row of lanes after another, where no form of {@link io.tacit.core.engine.cpu.codegen.Gemm} fits. */
record LaneProduct<A>(Numbers<A> numbers, RowProduct of) implements Operation<A> {

    @Override
    public void run(Frame<A> f) {
        int width = f.width(of.c());
        A y = f.array(of.c());
        for (int i = 0; i < of.m(); i++) {
            for (int j = 0; j < of.n(); j++) {
                int row = f.start(of.c()) + (i * of.n() + j) * width;
                numbers.fill(y, row, row + width, 0);
                for (int k = 0; k < of.inner(); k++) {
                    accumulate(f, i * of.ai() + k * of.ak(), k * of.bk() + j * of.bj(), row, width);
                }
            }
        }
    }

    private void accumulate(Frame<A> f, int rowOfA, int rowOfB, int to, int width) {
        A left = f.array(of.a());
        A right = f.array(of.b());
        A y = f.array(of.c());
        int x = f.start(of.a()) + rowOfA * f.width(of.a());
        int z = f.start(of.b()) + rowOfB * f.width(of.b());
        if (of.a().shared() && of.b().shared()) {
            numbers.loops().addRoundedProduct(left, x, right, z, y, to, width);
        } else if (of.a().shared()) {
            numbers.loops().addScaled(left, x, right, z, y, to, width);
        } else if (of.b().shared()) {
            numbers.loops().addScaled(right, z, left, x, y, to, width);
        } else {
            numbers.loops().addProducts(left, x, right, z, y, to, width);
        }
    }
}
