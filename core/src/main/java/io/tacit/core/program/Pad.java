package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/** Zeros before and after the values along one axis: the transpose of {@link Slice}. */
public record Pad(int axis, int before, int after) implements Op {

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape from = inputs.get(0);
        if (axis < 0 || axis >= from.rank() || before < 0 || after < 0) {
            throw ProgramException.of(this, inputs, "an axis " + axis + " and padding of 0 or more");
        }
        return from.with(axis, before + from.dim(axis) + after);
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        return dx.get(0).map(d -> y.graph().node(this, d));
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        return List.of(Optional.of(u.slice(axis, before, y.input(0).shape().dim(axis))));
    }
}
