package io.tacit.core.layer;

import io.tacit.core.nn.Dense;
import io.tacit.core.nn.Module;
import io.tacit.core.nn.Net;
import io.tacit.core.nn.Scope;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Role;
import io.tacit.core.program.Shape;
import java.util.List;

/**
 * An ODE-RNN over a series of observations at times of its own (Rubanova, Chen, Duvenaud: "Latent ODEs for irregularly-sampled time series", NeurIPS 2019, algorithm
 * 1): between observations the hidden state h follows dh/dt = f(h), at each one a gated recurrent unit takes in what was observed, and which numbers were (Cho et
 * al. 2014). The gap Δ to the next observation is that of each example: h follows dh/ds = Δ f(h) for s from 0 to 1, so that all solve over one span. The value
 * afterwards is the last h; before each observation h is kept as the series {@link #BEFORE}, from which what comes next can be told.
 *
 * @param series name of the field of observations, of C channels, in which numbers may be missing
 * @param channels C
 * @param times name of the scalar series of their times, ascending
 * @param hidden H, places of h
 * @param field from h to its derivative
 */
public record OdeRnn(String series, int channels, String times, int hidden, Module field, Solved.How how)
        implements Layer {

    /** Name of the series of hidden states right before each observation. */
    public static final String BEFORE = "before";

    /** Name of the series of hidden states right after each observation. */
    public static final String AFTER = "after";

    private static final String GAP = "gap";
    private static final String LAST = "last time";

    @Override
    public void add(ChainBuilder chain) {
        String path = chain.path();
        Mapped begin = new Mapped(Net.traced("", scope -> {
            Graph g = scope.graph();
            g.output(ChainBuilder.VALUE, g.fill(Shape.of(hidden), 0).spread());
            g.output(LAST, g.constant(0).spread());
        }));
        chain.add(begin, Shape.of(hidden));
        chain.add(
                new Recurrent(
                        List.of(series, mask(), times),
                        List.of(ChainBuilder.VALUE, LAST),
                        List.of(gap(), flow(path), update(path)),
                        List.of(BEFORE, AFTER),
                        Recurrent.Order.FIRST_TO_LAST),
                Shape.of(hidden));
    }

    private String mask() {
        return series + ".mask";
    }

    /** Δ, 0 before the first observation and where there is none. */
    private Mapped gap() {
        return new Mapped(Net.traced("", scope -> {
            Graph g = scope.graph();
            Expr time = g.example(times);
            Expr alive = g.example(Recurrent.ALIVE);
            Expr last = g.example(LAST);
            g.output(GAP, time.minus(last).times(alive));
            g.output(LAST, alive.where(time, last));
        }));
    }

    private Solved flow(String path) {
        Net net = Net.traced(path + ".field", scope -> {
            Graph g = scope.graph();
            Expr h = g.input(ChainBuilder.VALUE, Shape.of(hidden), Role.EXAMPLE);
            g.output(ChainBuilder.VALUE, field.apply(scope, h).times(g.example(GAP)));
        });
        return new Solved(net, List.of(ChainBuilder.VALUE), how, Solved.Extent.to(1));
    }

    /** A gated recurrent unit: r, u = σ(W [h, x, m]); n = tanh(V [r h, x, m]); h ← u h + (1 − u) n. */
    private Mapped update(String path) {
        return new Mapped(Net.traced(path + ".update", scope -> {
            Graph g = scope.graph();
            Expr h = g.input(ChainBuilder.VALUE, Shape.of(hidden), Role.EXAMPLE);
            Expr seen = g.concat(0, g.example(series, channels), g.example(mask(), channels));
            Expr gates = gate(scope, "gates", g.concat(0, h, seen), 2 * hidden).sigmoid();
            Expr reset = gates.slice(0, 0, hidden);
            Expr kept = gates.slice(0, hidden, hidden);
            Expr fresh = gate(scope, "state", g.concat(0, reset.times(h), seen), hidden)
                    .tanh();
            Expr next = kept.times(h).plus(fresh.minus(kept.times(fresh)));
            Expr after = g.example(Recurrent.ALIVE).broadcast(h.shape()).where(next, h);
            g.output(BEFORE, h);
            g.output(AFTER, after);
            g.output(ChainBuilder.VALUE, after);
        }));
    }

    private static Expr gate(Scope scope, String name, Expr x, int width) {
        return Dense.of(width).apply(scope.child(name), x);
    }
}
