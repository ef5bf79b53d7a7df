package io.tacit.core.program;

import java.util.List;
import java.util.Optional;

/** Sum over the examples of the batch: BATCHED in, SHARED out. */
public record ExampleSum() implements Op {

    @Override
    public Shape shape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public Kind kind(List<Expr> inputs) {
        if (inputs.get(0).kind() != Kind.BATCHED) {
            throw new ProgramException("exampleSum: expected a BATCHED operand, got a SHARED one of shape "
                    + inputs.get(0).shape());
        }
        return Kind.SHARED;
    }

    @Override
    public Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        return dx.get(0).map(d -> d.spread().sumExamples());
    }

    @Override
    public List<Optional<Expr>> cotangents(Expr y, Expr u) {
        return List.of(Optional.of(u));
    }
}
