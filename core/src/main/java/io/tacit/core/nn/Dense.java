package io.tacit.core.nn;

import io.tacit.core.program.Expr;

/**
 * y = W x + b with W of shape [width × in].
 *
 * @param weight how W begins
 */
public record Dense(int width, Initializer weight) implements Module {

    /** Begins as PyTorch's linear layer does: uniform on ±1/√in. */
    public static Module of(int width) {
        return (scope, x) -> new Dense(width, Initializer.fanIn(x.shape().dim(0))).apply(scope, x);
    }

    /** A layer whose W begins {@code factor} times as large as that of {@link #of}. */
    public static Module scaled(int width, double factor) {
        return (scope, x) ->
                new Dense(width, Initializer.fanIn(x.shape().dim(0)).scaled(factor)).apply(scope, x);
    }

    @Override
    public Expr apply(Scope scope, Expr x) {
        int in = x.shape().dim(0);
        Expr w = scope.param("weight", weight, width, in);
        return w.matmul(x).plus(scope.param("bias", Initializer.fanIn(in), width));
    }
}
