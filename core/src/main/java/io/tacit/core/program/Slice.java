package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/** Places {@code start .. start + length − 1} of one axis. */
public record Slice(int axis, int start, int length) implements Op {

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape from = inputs.get(0);
        if (axis < 0 || axis >= from.rank() || start < 0 || length < 1 || start + length > from.dim(axis)) {
            throw ProgramException.of(
                    this, inputs, "axis " + axis + " with places " + start + " to " + (start + length - 1));
        }
        return from.with(axis, length);
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        return dx.get(0).map(d -> d.slice(axis, start, length));
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        int after = y.input(0).shape().dim(axis) - start - length;
        return List.of(Optional.of(u.graph().node(new Pad(axis, start, after), u)));
    }
}
