package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.plan.instruction.ReduceRows;

/** Sum or maximum over axes of one example, row by row of lanes. */
record RowReduction<A>(Numbers<A> numbers, ReduceRows of) implements Operation<A> {

    @Override
    public void run(Frame<A> f) {
        A x = f.array(of.source());
        A y = f.array(of.result());
        int xs = f.start(of.source());
        int ys = f.start(of.result());
        int width = f.width(of.result());
        boolean sum = of.fold() == ReduceRows.Fold.SUM;
        numbers.fill(y, ys, ys + of.resultRows() * width, sum ? 0 : Double.NEGATIVE_INFINITY);
        int[] targets = of.targets();
        for (int r = 0; r < targets.length; r++) {
            if (sum) {
                numbers.loops().add(x, xs + r * width, y, ys + targets[r] * width, width);
            } else {
                numbers.loops().max(x, xs + r * width, y, ys + targets[r] * width, width);
            }
        }
    }
}
