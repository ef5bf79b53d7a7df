package io.tacit.core.nn;

import io.tacit.core.program.Expr;

/**
 * y = (W x + b) · σ(g t + c) + h t, the layer of FFJORD (Grathwohl et al. 2019, "concatsquash"). Time is SHARED where the step is, so gate and
 * shift are computed once for all examples.
 *
 * @param weight how W begins
 */
public record ConcatSquash(int width, Initializer weight) implements Module {

    private static final Initializer BIAS = Initializer.normal(0.1);
    private static final Initializer GATE = Initializer.normal(0.3);

    /** W normal with deviation 1/√in; gates and shifts small. */
    public static Module of(int width) {
        return scaled(width, 1);
    }

    /** The layer of {@link #of} with W multiplied by {@code factor}: a small last layer begins near the identity map. */
    public static Module scaled(int width, double factor) {
        return (scope, x) -> new ConcatSquash(
                        width, Initializer.normal(factor / Math.sqrt(x.shape().dim(0))))
                .apply(scope, x);
    }

    @Override
    public Expr apply(Scope scope, Expr x) {
        Expr t = scope.time();
        Expr w = scope.param("weight", weight, width, x.shape().dim(0));
        Expr b = scope.param("bias", BIAS, width);
        Expr gate = scope.param("gate", GATE, width)
                .times(t)
                .plus(scope.param("gateBias", BIAS, width))
                .sigmoid();
        Expr shift = scope.param("shift", BIAS, width).times(t);
        return w.matmul(x).times(gate).plus(b.times(gate).plus(shift));
    }
}
