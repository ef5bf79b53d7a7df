package io.tacit.core.train;

import io.tacit.core.layer.ChainBuilder;
import io.tacit.core.layer.Layer;
import io.tacit.core.layer.Mapped;
import io.tacit.core.layer.OdeRnn;
import io.tacit.core.layer.Recurrent;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Shape;
import java.util.List;

/**
 * A layer behind an {@link OdeRnn} that tells each observation from the hidden state right before it, one step ahead, and sums how far that is off. Of the first
 * observation nothing was known before, so it is not told; missing numbers are not either.
 *
 * @param series name of the field of observations, of C channels
 * @param channels C
 * @param hidden places of the hidden state
 */
public record Forecast(String series, int channels, int hidden, Heads.Of what) implements Layer {

    /** Names of sums over the numbers told: of losses, of squares and of absolute values of errors, and their number. */
    static final String LOSS = "forecast loss";

    static final String SQUARES = "forecast squares";
    static final String ABSOLUTE = "forecast absolute";
    static final String COUNT = "forecast count";

    /** Whether an observation came before; from then on 1. */
    private static final String BEGUN = "begun";

    @Override
    public void add(ChainBuilder chain) {
        List<String> sums = List.of(LOSS, SQUARES, ABSOLUTE, COUNT, BEGUN);
        Mapped begin = new Mapped(Net.traced(
                "",
                scope -> sums.forEach(
                        s -> scope.graph().output(s, scope.graph().constant(0).spread()))));
        chain.stage(begin);
        chain.stage(new Recurrent(
                List.of(series, series + ".mask", OdeRnn.BEFORE),
                sums,
                List.of(step(chain.path())),
                List.of(Heads.PREDICTION, Heads.DEVIATION),
                Recurrent.Order.FIRST_TO_LAST));
    }

    private Mapped step(String path) {
        return new Mapped(Net.traced(path, scope -> {
            Graph g = scope.graph();
            Heads.Told told = Heads.Told.of(scope, g.example(OdeRnn.BEFORE, hidden), channels, what);
            Expr counts = g.example(series + ".mask", channels).times(g.example(BEGUN));
            // What is not there reads as 0 and has an error all the same, which does not count.
            Expr error = g.example(series, channels).minus(told.mean());
            sum(g, LOSS, counts.times(told.loss(error)));
            sum(g, SQUARES, counts.times(error.square()));
            sum(g, ABSOLUTE, counts.times(error.abs()));
            sum(g, COUNT, counts);
            g.output(BEGUN, g.example(BEGUN).max(g.example(Recurrent.ALIVE)));
            g.output(Heads.PREDICTION, told.mean());
            g.output(Heads.DEVIATION, told.deviation());
        }));
    }

    private static void sum(Graph g, String name, Expr terms) {
        g.output(name, g.example(name).plus(terms.sum()));
    }

    /** Shape of what is told of each observation. */
    public Shape shape() {
        return Shape.of(channels);
    }
}
