package io.tacit.core.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Values one after another along one axis. */
public record Concat(int axis) implements Op {

    @Override
    public Shape shape(List<Shape> inputs) {
        Shape first = inputs.get(0);
        int length = 0;
        for (Shape s : inputs) {
            if (axis < 0 || axis >= s.rank() || !s.without(List.of(axis)).equals(first.without(List.of(axis)))) {
                throw ProgramException.of(this, inputs, "shapes equal but for axis " + axis);
            }
            length += s.dim(axis);
        }
        return first.with(axis, length);
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        if (dx.stream().allMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<Expr> parts = new ArrayList<>();
        for (int i = 0; i < dx.size(); i++) {
            parts.add(dx.get(i).orElse(y.input(i).like(0)));
        }
        return Optional.of(y.graph().concat(axis, parts));
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        List<Optional<Expr>> parts = new ArrayList<>();
        int start = 0;
        for (Expr input : y.inputs()) {
            int length = input.shape().dim(axis);
            parts.add(Optional.of(u.slice(axis, start, length)));
            start += length;
        }
        return parts;
    }
}
