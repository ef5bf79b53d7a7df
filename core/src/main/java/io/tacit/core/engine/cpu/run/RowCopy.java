package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.array.Numbers;
import io.tacit.core.engine.plan.instruction.MoveRows;
import io.tacit.core.engine.plan.instruction.Rows;

/** Copy of rows of lanes; SHARED numbers fill all lanes. */
record RowCopy<A>(Numbers<A> numbers, MoveRows of) implements Operation<A> {

    @Override
    public void run(Frame<A> f) {
        A x = f.array(of.source());
        A y = f.array(of.target());
        int xs = f.start(of.source());
        int ys = f.start(of.target());
        int width = f.width(of.target());
        Rows from = of.from();
        Rows to = of.to();
        if (of.source().shared() && !of.target().shared()) {
            for (int r = 0; r < of.count(); r++) {
                int row = ys + to.row(r) * width;
                numbers.fill(y, row, row + width, numbers.get(x, xs + from.row(r)));
            }
        } else if (from.contiguous() && to.contiguous()) {
            numbers.copy(x, xs + from.offset() * width, y, ys + to.offset() * width, of.count() * width);
        } else {
            for (int r = 0; r < of.count(); r++) {
                numbers.copy(x, xs + from.row(r) * width, y, ys + to.row(r) * width, width);
            }
        }
    }
}
