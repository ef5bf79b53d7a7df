package io.tacit.core.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Axes in another order: axis i of the result is axis {@code order[i]} of the input. */
public record Permute(List<Integer> order) implements Op {

    public Permute {
        order = List.copyOf(order);
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape from = inputs.get(0);
        if (!order.stream().sorted().toList().equals(axes(from.rank()))) {
            throw ProgramException.of(this, inputs, "a permutation of the axes, not " + order);
        }
        return new Shape(order.stream().map(from::dim).toList());
    }

    private static List<Integer> axes(int rank) {
        List<Integer> axes = new ArrayList<>();
        for (int a = 0; a < rank; a++) {
            axes.add(a);
        }
        return axes;
    }

    /** For each row of the result, in row-major order, the row of the input it shows. */
    public int[] rows(Shape from) {
        Shape to = shape(List.of(from));
        int[] strides = from.strides();
        int[] toStrides = to.strides();
        int[] rows = new int[to.size()];
        for (int r = 0; r < rows.length; r++) {
            for (int a = 0; a < to.rank(); a++) {
                rows[r] += r / toStrides[a] % to.dim(a) * strides[order.get(a)];
            }
        }
        return rows;
    }

    private List<Integer> inverse() {
        return axes(order.size()).stream().map(order::indexOf).toList();
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        return dx.get(0).map(d -> d.permute(order));
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        return List.of(Optional.of(u.permute(inverse())));
    }
}
