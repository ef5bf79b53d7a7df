package io.tacit.core.engine.plan;

import io.tacit.core.engine.plan.instruction.Rows;
import io.tacit.core.program.Broadcast;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Permute;
import io.tacit.core.program.Reshape;
import io.tacit.core.program.Shape;
import io.tacit.core.program.Slice;
import io.tacit.core.program.Spread;

/** How the value of an expression is read from the value that is really computed, its root. */
record View(Expr root, Rows rows) {

    static View of(Expr e) {
        if (e.op() instanceof Reshape || e.op() instanceof Spread) {
            return of(e.input(0));
        }
        if (e.op() instanceof Broadcast broadcast) {
            return of(e.input(0)).through(broadcast.rows(e.input(0).shape()));
        }
        if (e.op() instanceof Permute permute) {
            return of(e.input(0)).through(permute.rows(e.input(0).shape()));
        }
        if (e.op() instanceof Slice slice) {
            return of(e.input(0)).through(sliceRows(slice, e.input(0).shape()));
        }
        return new View(e, Rows.IDENTITY);
    }

    private View through(int[] outer) {
        return new View(root, rows.through(outer));
    }

    private static int[] sliceRows(Slice slice, Shape from) {
        int inner = from.inner(slice.axis());
        int block = slice.length() * inner;
        int[] rows = new int[from.outer(slice.axis()) * block];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = (r / block * from.dim(slice.axis()) + slice.start()) * inner + r % block;
        }
        return rows;
    }

    /** Whether the reader sees the root's rows one for one. */
    boolean whole(int size) {
        return rows.contiguous() && rows.offset() == 0 && root.shape().size() == size;
    }
}
