package io.tacit.core.program;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;

/** Functions of one number. Each constant states the function and its derivative as an expression of input {@code x} and result {@code y}. */
public enum Unary implements Elementwise {
    NEG(x -> -x, (x, y) -> x.like(-1)),
    ABS(Math::abs, (x, y) -> x.sign()),
    /** −1 or 1; x itself where it is 0, −0 or NaN. */
    SIGN(Math::signum),
    SQUARE(x -> x * x, (x, y) -> x.times(2)),
    RECIPROCAL(x -> 1 / x, (x, y) -> y.square().negate()),
    SQRT(Math::sqrt, (x, y) -> y.reciprocal().times(0.5)),
    /** 1/√x. */
    RSQRT(x -> 1 / Math.sqrt(x), (x, y) -> y.times(y.square()).times(-0.5)),
    EXP(StrictMath::exp, (x, y) -> y),
    LOG(StrictMath::log, (x, y) -> x.reciprocal()),
    SIN(StrictMath::sin, (x, y) -> x.cos()),
    COS(StrictMath::cos, (x, y) -> x.sin().negate()),
    TANH(StrictMath::tanh, (x, y) -> y.like(1).minus(y.square())),
    /** 1/(1 + e⁻ˣ). */
    SIGMOID(Unary::logistic, (x, y) -> y.times(y.like(1).minus(y))),
    /** ln(1 + eˣ). */
    SOFTPLUS(x -> Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))), (x, y) -> x.sigmoid()),
    /** 0 where x is negative, else x, which may be −0; with derivative 0 at 0. */
    RELU(x -> x < 0 ? 0 : x, (x, y) -> x.step()),
    /** 1 where x is positive, else 0, at NaN too. */
    STEP(x -> x > 0 ? 1 : 0),
    /** Error function, by a series and a continued fraction to double accuracy. */
    ERF(ErrorFunction::erf, (x, y) -> x.square().negate().exp().times(2 / Math.sqrt(Math.PI))),
    /** The identity, with derivative 0. */
    STOP_GRADIENT(x -> x);

    private final transient DoubleUnaryOperator function;
    private final transient Optional<BiFunction<Expr, Expr, Expr>> derivative;

    Unary(DoubleUnaryOperator function) {
        this.function = function;
        this.derivative = Optional.empty();
    }

    Unary(DoubleUnaryOperator function, BiFunction<Expr, Expr, Expr> derivative) {
        this.function = function;
        this.derivative = Optional.of(derivative);
    }

    private static double logistic(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    @Override
    public double apply(double... x) {
        return function.applyAsDouble(x[0]);
    }

    @Override
    public List<Optional<Expr>> partials(Expr y) {
        return List.of(derivative.map(d -> d.apply(y.input(0), y)));
    }

    @Override
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }
}
