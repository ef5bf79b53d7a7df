package io.tacit.core.solve;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import java.util.List;

/**
 * The scaled size of an error: the largest, over the named components of the state, of √mean (errᵢ / (atol + rtol max(|zᵢ|, |z'ᵢ|)))². The mean
 * is over the places of one example where each has its own step, else over those of all examples. A component counts as much as any other,
 * however few places it has (a log-density beside a long state), as in torchdiffeq.
 *
 * @param components state components that count; quadratures may be left out
 */
public record ErrorNorm(Tolerance tolerance, List<String> components, Stepping stepping) {

    public ErrorNorm {
        components = List.copyOf(components);
    }

    /** The size of an error in a step from {@code z} to {@code end}. */
    Expr of(Components error, Components z, Components end) {
        return largest(components.stream()
                .map(s -> error.get(s).over(scale(z.get(s).abs().max(end.get(s).abs()))))
                .toList());
    }

    /** The size of something like a state, such as a derivative, measured at the state {@code z}. */
    public Expr of(Components x, Components z) {
        return largest(components.stream()
                .map(s -> x.get(s).over(scale(z.get(s).abs())))
                .toList());
    }

    private Expr scale(Expr magnitude) {
        return magnitude.times(tolerance.relative()).plus(tolerance.absolute());
    }

    private Expr largest(List<Expr> scaled) {
        return scaled.stream().map(this::rootMeanSquare).reduce(Expr::max).orElseThrow();
    }

    private Expr rootMeanSquare(Expr scaled) {
        Expr mean = scaled.square().mean();
        boolean overExamples = stepping != Stepping.PER_EXAMPLE && mean.kind() == Kind.BATCHED;
        return (overExamples ? mean.meanExamples() : mean).sqrt();
    }
}
