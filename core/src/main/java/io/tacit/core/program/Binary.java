package io.tacit.core.program;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;

/** Functions of two numbers. Comparisons give 1 or 0 and have derivative 0. */
public enum Binary implements Elementwise {
    ADD(Double::sum, (a, b) -> a.like(1), (a, b) -> a.like(1)),
    SUB((a, b) -> a - b, (a, b) -> a.like(1), (a, b) -> a.like(-1)),
    MUL((a, b) -> a * b, (a, b) -> b, (a, b) -> a),
    DIV((a, b) -> a / b, (a, b) -> b.reciprocal(), (a, b) -> a.over(b.square()).negate()),
    /** The larger, NaN where either is, and 0 rather than −0; where equal, each input gets half of the derivative. */
    MAX(Math::max, Binary::firstIsLarger, (a, b) -> firstIsLarger(b, a)),
    /** The smaller, NaN where either is, and −0 rather than 0; where equal, each input gets half of the derivative. */
    MIN(Math::min, (a, b) -> firstIsLarger(b, a), Binary::firstIsLarger),
    /** aᵇ, at its limits as {@link Math#pow}. The derivative by b is aᵇ ln a, for a &gt; 0. */
    POW(StrictMath::pow, (a, b) -> b.times(a.pow(b.minus(1))), (a, b) -> a.pow(b)
            .times(a.log())),
    LESS((a, b) -> a < b ? 1 : 0),
    LESS_EQUAL((a, b) -> a <= b ? 1 : 0),
    EQUAL((a, b) -> a == b ? 1 : 0);

    private final transient DoubleBinaryOperator function;
    private final transient Optional<BiFunction<Expr, Expr, Expr>> first;
    private final transient Optional<BiFunction<Expr, Expr, Expr>> second;

    Binary(DoubleBinaryOperator function) {
        this.function = function;
        this.first = Optional.empty();
        this.second = Optional.empty();
    }

    Binary(DoubleBinaryOperator function, BiFunction<Expr, Expr, Expr> first, BiFunction<Expr, Expr, Expr> second) {
        this.function = function;
        this.first = Optional.of(first);
        this.second = Optional.of(second);
    }

    /** 1 where a &gt; b, ½ where equal, else 0. */
    private static Expr firstIsLarger(Expr a, Expr b) {
        return b.less(a).plus(a.equal(b).times(0.5));
    }

    @Override
    public double apply(double... x) {
        return function.applyAsDouble(x[0], x[1]);
    }

    @Override
    public List<Optional<Expr>> partials(Expr y) {
        Expr a = y.input(0);
        Expr b = y.input(1);
        return List.of(first.map(d -> d.apply(a, b)), second.map(d -> d.apply(a, b)));
    }

    @Override
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }
}
