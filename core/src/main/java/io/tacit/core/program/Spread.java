package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/** A SHARED value given to each example. */
public record Spread() implements Op {

    @Override
    public Shape shape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public Kind kind(List<Expr> inputs) {
        return Kind.BATCHED;
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        return dx.get(0).map(Expr::spread);
    }

    /** The transform itself sums the cotangents of a SHARED input over the examples. */
    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        return List.of(Optional.of(u));
    }
}
