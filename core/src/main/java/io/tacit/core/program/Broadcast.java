package io.tacit.core.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Repeats a value along axes that it lacks or has with length 1, aligned at the last axis as in NumPy. Its transpose is a sum. */
public record Broadcast(Shape target) implements Op {

    @Override
    public Shape shape(List<Shape> inputs) {
        if (!fits(inputs.get(0))) {
            throw ProgramException.of(
                    this, List.of(inputs.get(0), target), "a shape that can be repeated to the second");
        }
        return target;
    }

    private boolean fits(Shape from) {
        int lead = target.rank() - from.rank();
        for (int a = 0; lead >= 0 && a < from.rank(); a++) {
            if (from.dim(a) != 1 && from.dim(a) != target.dim(lead + a)) {
                return false;
            }
        }
        return lead >= 0;
    }

    /** The common shape of two, as in NumPy; the error names the operation. */
    static Shape common(Op op, Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        List<Integer> dims = new ArrayList<>();
        for (int i = rank; i >= 1; i--) {
            int x = i <= a.rank() ? a.dim(a.rank() - i) : 1;
            int y = i <= b.rank() ? b.dim(b.rank() - i) : 1;
            if (x != y && x != 1 && y != 1) {
                throw ProgramException.of(op, List.of(a, b), "shapes that agree or can be repeated");
            }
            dims.add(Math.max(x, y));
        }
        return new Shape(dims);
    }

    /** For each row of the target, in row-major order, the row of a value of shape {@code from} it shows. */
    public int[] rows(Shape from) {
        int lead = target.rank() - from.rank();
        int[] strides = from.strides();
        int[] targetStrides = target.strides();
        int[] rows = new int[target.size()];
        for (int r = 0; r < rows.length; r++) {
            for (int a = 0; a < from.rank(); a++) {
                int index = r / targetStrides[lead + a] % target.dim(lead + a);
                rows[r] += from.dim(a) == 1 ? 0 : index * strides[a];
            }
        }
        return rows;
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        return dx.get(0).map(d -> d.broadcast(target));
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        Shape from = y.input(0).shape();
        int lead = target.rank() - from.rank();
        List<Integer> repeated = new ArrayList<>();
        for (int a = 0; a < target.rank(); a++) {
            if (a < lead || (from.dim(a - lead) == 1 && target.dim(a) != 1)) {
                repeated.add(a);
            }
        }
        return List.of(Optional.of(u.sum(repeated).reshape(from)));
    }
}
