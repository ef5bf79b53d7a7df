package io.tacit.core.solve.ode;

import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Kind;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.Tolerance;
import java.util.List;

/**
 * The scaled size of an error: the largest, over the named components of the state, of √mean (errᵢ / (atol + rtol max(|zᵢ|, |z'ᵢ|)))². The mean
 * is over the places of one example where each has its own step, else over those of all examples. A component counts as much as any other,
 * however few places it has (a log-density beside a long state), as in torchdiffeq.
 *
 * @param components state components that count; quadratures may be left out
 */
public record ErrorNorm(Tolerance tolerance, List<String> components) {

    public ErrorNorm {
        components = List.copyOf(components);
    }

    /** Of an error in a step from {@code z} to {@code end}. */
    Expr of(StepPrograms in, Components error, Components z, Components end) {
        return largest(
                in,
                components.stream()
                        .map(s -> error.get(s)
                                .over(scale(z.get(s).abs().max(end.get(s).abs()))))
                        .toList());
    }

    private Expr scale(Expr magnitude) {
        return magnitude.times(tolerance.relative()).plus(tolerance.absolute());
    }

    private static Expr largest(StepPrograms in, List<Expr> scaled) {
        return scaled.stream().map(x -> rootMeanSquare(in, x)).reduce(Expr::max).orElseThrow();
    }

    private static Expr rootMeanSquare(StepPrograms in, Expr scaled) {
        Expr mean = scaled.square().mean();
        boolean overExamples = in.stepping() != Stepping.PER_EXAMPLE && mean.kind() == Kind.BATCHED;
        return (overExamples ? mean.meanExamples() : mean).sqrt();
    }

    /** State and derivative at the start, time and its direction. */
    record Start(Components z, Components k, Expr t, Expr direction) {}

    /** Size of a first step: E. Hairer, S. P. Nørsett and G. Wanner, Solving Ordinary Differential Equations I, section II.4. */
    Expr firstStep(StepPrograms in, Graph g, Start start) {
        Components z = start.z();
        Components k = start.k();
        Expr d0 = weighed(in, z, z);
        Expr d1 = weighed(in, k, z);
        Expr h0 =
                d0.min(d1).less(d0.like(1e-5)).where(d0.like(1e-6), d0.over(d1).times(0.01));
        Expr signed = h0.times(start.direction());
        List<String> names = in.ode().states();
        Components ahead = Components.of(names, s -> z.get(s).plus(signed.times(k.get(s))));
        Components later = in.evaluate(g, ahead, start.t().plus(signed));
        Expr d2 = weighed(in, Components.of(names, s -> later.get(s).minus(k.get(s))), z)
                .over(h0);
        Expr m = d1.max(d2);
        Expr flat = h0.times(1e-3).max(m.like(1e-6));
        Expr curved = m.like(0.01).over(m).pow(1.0 / (in.tableau().order() + 1));
        return h0.times(100).min(m.lessOrEqual(m.like(1e-15)).where(flat, curved));
    }

    private Expr weighed(StepPrograms in, Components x, Components z) {
        return largest(
                in,
                components.stream()
                        .map(s -> x.get(s).over(scale(z.get(s).abs())))
                        .toList());
    }
}
