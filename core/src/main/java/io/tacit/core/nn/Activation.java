package io.tacit.core.nn;

import io.tacit.core.program.Expr;
import java.util.function.UnaryOperator;

/** Elementwise functions between layers. */
public enum Activation implements Module {
    IDENTITY(x -> x),
    TANH(Expr::tanh),
    SIGMOID(Expr::sigmoid),
    SOFTPLUS(Expr::softplus),
    RELU(Expr::relu),
    LEAKY_RELU(x -> x.leakyRelu(0.01)),
    ELU(Expr::elu),
    SWISH(Expr::swish),
    GELU(Expr::gelu),
    SIN(Expr::sin),
    SQUARE(Expr::square);

    private final transient UnaryOperator<Expr> function;

    Activation(UnaryOperator<Expr> function) {
        this.function = function;
    }

    @Override
    public Expr apply(Scope scope, Expr x) {
        return function.apply(x);
    }
}
