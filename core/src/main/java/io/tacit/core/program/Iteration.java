package io.tacit.core.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Result of an inner iteration ({@link Iterate}) as expressions, one of each for every example. The carry has no derivative; where its
 * derivative is asked for, that is refused. The other three have derivative 0.
 *
 * <pre>{@code
 * Iteration root = Iteration.of(List.of(x), 1e-6, 50, carry -> {     // Heron's rule for √x
 *     Expr z = carry.get(0), next = z.plus(x.over(z)).times(0.5);
 *     return new Iteration.Next(List.of(next), z.square().minus(x).abs());
 * });
 * }</pre>
 *
 * @param carry the last carry
 * @param iterations how many carries were taken, a scalar
 * @param residual residual of the last carry, a scalar
 * @param status an {@link Iterate.Status} as its ordinal, a scalar
 */
public record Iteration(List<Expr> carry, Expr iterations, Expr residual, Expr status) {

    /**
     * What a body gives for a carry.
     *
     * @param carry the next one, of the same shapes
     * @param residual how far the carry <i>given</i> is from what is sought, a scalar
     */
    public record Next(List<Expr> carry, Expr residual) {
        public Next {
            carry = List.copyOf(carry);
        }
    }

    public Iteration {
        carry = List.copyOf(carry);
    }

    /**
     * Iterates from {@code start}. The body may read any expression of the same trace, parameters included; what does not depend on the carry is
     * computed once.
     *
     * @throws ProgramException where the body's carry differs from the start in shape, its residual is no scalar, or it sums over examples
     */
    public static Iteration of(List<Expr> start, double tolerance, int most, Function<List<Expr>, Next> body) {
        if (start.isEmpty()) {
            throw new ProgramException("iterate: expected a start of one value or more, got none");
        }
        Graph g = start.get(0).graph();
        List<Expr> unknowns = start.stream().map(s -> g.unknown(s.shape())).toList();
        Next next = body.apply(unknowns);
        Closure closure = Closure.of(unknowns, outputs(start, next));
        List<Expr> operands = new ArrayList<>();
        start.forEach(s -> operands.add(s.spread()));
        operands.addAll(closure.captured());
        return unpacked(start, g.node(new Iterate(closure.program(), start.size(), tolerance, most), operands));
    }

    private static Map<String, Expr> outputs(List<Expr> start, Next next) {
        List<Shape> expected = start.stream().map(Expr::shape).toList();
        List<Shape> got = next.carry().stream().map(Expr::shape).toList();
        if (!got.equals(expected) || next.residual().shape().rank() != 0) {
            throw new ProgramException(
                    "iterate: expected a body that gives carries of shapes " + expected + " and a scalar residual, got "
                            + got + " and " + next.residual().shape());
        }
        Map<String, Expr> outputs = new LinkedHashMap<>();
        for (int i = 0; i < expected.size(); i++) {
            outputs.put(Closure.unknown(i), next.carry().get(i));
        }
        outputs.put(Iterate.RESIDUAL, next.residual());
        return outputs;
    }

    private static Iteration unpacked(List<Expr> start, Expr packed) {
        List<Expr> carry = new ArrayList<>();
        int at = 0;
        for (Expr s : start) {
            carry.add(packed.slice(0, at, s.shape().size()).reshape(s.shape()));
            at += s.shape().size();
        }
        Expr report = packed.stopGradient();
        return new Iteration(carry, report.at(at), report.at(at + 1), report.at(at + 2));
    }

    /** 1 where the iteration ended with this status, else 0; a scalar. */
    public Expr ended(Iterate.Status with) {
        return status.equal(status.like(with.ordinal()));
    }
}
