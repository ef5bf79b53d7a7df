package io.tacit.core.engine.cpu.run;

import io.tacit.core.engine.cpu.array.LaneLoops;
import io.tacit.core.engine.plan.instruction.AddShared;
import io.tacit.core.engine.plan.instruction.Rows;

/** Addition of one SHARED value to another. */
record SharedAddition<A>(LaneLoops<A> loops, AddShared of) implements Operation<A> {

    @Override
    public void run(Frame<A> f) {
        A x = f.array(of.source());
        A y = f.array(of.target());
        int xs = f.start(of.source());
        int ys = f.start(of.target());
        Rows from = of.from();
        if (from.contiguous()) {
            loops.add(x, xs + from.offset(), y, ys, of.count());
            return;
        }
        for (int i = 0; i < of.count(); i++) {
            loops.add(x, xs + from.row(i), y, ys + i, 1);
        }
    }
}
