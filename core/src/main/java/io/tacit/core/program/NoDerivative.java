package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/** The tangent of an inner iteration, which has none: harmless while nothing reads it, refused where an output would. */
record NoDerivative() implements Op {

    ProgramException refused() {
        return new ProgramException(
                "iterate: an inner iteration has no derivative of its own; wrap what it finds in "
                        + "Implicit.root(found, residual, linear), whose derivative is that of the root, or stop it by stopGradient()");
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        return Optional.of(y.graph().node(this, y));
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        throw refused();
    }
}
