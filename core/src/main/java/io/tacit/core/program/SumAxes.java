package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/** Sum over axes of one example's value; the axes vanish. */
public record SumAxes(List<Integer> axes) implements Op {

    public SumAxes {
        axes = List.copyOf(axes);
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        return reduced(this, axes, inputs);
    }

    static Shape reduced(Op op, List<Integer> axes, List<Shape> inputs) {
        Shape from = inputs.get(0);
        if (axes.stream().anyMatch(a -> a < 0 || a >= from.rank())
                || axes.stream().distinct().count() < axes.size()) {
            throw ProgramException.of(op, inputs, "distinct axes of the operand, not " + axes);
        }
        return from.without(axes);
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        return dx.get(0).map(d -> d.sum(axes));
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        return List.of(Optional.of(spreadOver(u, y.input(0).shape(), axes)));
    }

    /** A reduced value repeated along the axes over which it was reduced. */
    static Expr spreadOver(Expr reduced, Shape full, List<Integer> axes) {
        return reduced.reshape(full.collapsed(axes)).broadcast(full);
    }
}
