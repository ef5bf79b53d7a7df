package io.tacit.core.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An operation that acts on corresponding values of inputs of one shape; its Jacobian is diagonal and given by its partial derivatives. */
public sealed interface Elementwise extends Op permits Unary, Binary, Where {

    /** ∂y/∂xᵢ for each input, empty where it vanishes everywhere. */
    List<Optional<Expr>> partials(Expr y);

    /** The operation on plain numbers: the definition that engines must agree with. */
    double apply(double... x);

    @Override
    default Shape shape(List<Shape> inputs) {
        if (inputs.stream().distinct().count() > 1) {
            throw ProgramException.of(this, inputs, "operands of one shape");
        }
        return inputs.get(0);
    }

    @Override
    default Optional<Expr> tangent(Expr y, List<Optional<Expr>> dx) {
        List<Optional<Expr>> partials = partials(y);
        Optional<Expr> sum = Optional.empty();
        for (int i = 0; i < dx.size(); i++) {
            if (dx.get(i).isPresent() && partials.get(i).isPresent()) {
                Expr term = partials.get(i).get().times(dx.get(i).get());
                sum = Optional.of(sum.map(s -> s.plus(term)).orElse(term));
            }
        }
        return sum;
    }

    @Override
    default List<Optional<Expr>> cotangents(Expr y, Expr u) {
        List<Optional<Expr>> cotangents = new ArrayList<>();
        for (Optional<Expr> partial : partials(y)) {
            cotangents.add(partial.map(u::times));
        }
        return cotangents;
    }
}
