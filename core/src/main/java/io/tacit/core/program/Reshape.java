package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/** The same values in row-major order under another shape. */
public record Reshape(Shape target) implements Op {

    @Override
    public Shape shape(List<Shape> inputs) {
        if (inputs.get(0).size() != target.size()) {
            throw ProgramException.of(this, List.of(inputs.get(0), target), "shapes of equal size");
        }
        return target;
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        return dx.get(0).map(d -> d.reshape(target));
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        return List.of(Optional.of(u.reshape(y.input(0).shape())));
    }
}
