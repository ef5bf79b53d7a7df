package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/** {@code where(c, a, b)}: a where c is not 0, else b. What is not chosen may be non-finite without harm to value or derivative. */
public record Where() implements Elementwise {

    @Override
    public double apply(double... x) {
        return x[0] != 0 ? x[1] : x[2];
    }

    @Override
    public List<Optional<Expr>> partials(Expr y) {
        Expr chosen = y.graph().node(this, y.input(0), y.like(1), y.like(0));
        return List.of(
                Optional.empty(), Optional.of(chosen), Optional.of(y.like(1).minus(chosen)));
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        if (dx.get(1).isEmpty() && dx.get(2).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(y.graph()
                .node(this, y.input(0), dx.get(1).orElse(y.like(0)), dx.get(2).orElse(y.like(0))));
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        Expr c = y.input(0);
        Expr zero = u.like(0);
        return List.of(
                Optional.empty(),
                Optional.of(y.graph().node(this, c, u, zero)),
                Optional.of(y.graph().node(this, c, zero, u)));
    }
}
