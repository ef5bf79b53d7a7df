package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/** Maximum over axes of one example's value; the axes vanish. Equal maxima share the derivative equally. */
public record MaxAxes(List<Integer> axes) implements Op {

    public MaxAxes {
        axes = List.copyOf(axes);
    }

    @Override
    public Shape shape(List<Shape> inputs) {
        return SumAxes.reduced(this, axes, inputs);
    }

    /** 1/(number of maxima) at each maximum, 0 elsewhere. */
    private Expr weights(Expr y) {
        Expr x = y.input(0);
        Expr atMaximum = x.equal(SumAxes.spreadOver(y, x.shape(), axes));
        return atMaximum.over(SumAxes.spreadOver(atMaximum.sum(axes), x.shape(), axes));
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        return dx.get(0).map(d -> d.times(weights(y)).sum(axes));
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        return List.of(
                Optional.of(SumAxes.spreadOver(u, y.input(0).shape(), axes).times(weights(y))));
    }
}
