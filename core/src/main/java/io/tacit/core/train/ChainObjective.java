package io.tacit.core.train;

import io.tacit.core.data.Examples;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Chain;
import io.tacit.core.layer.ChainTrace;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The mean loss of any model that is a {@link Chain} with a {@link Head}, computed and differentiated tile by tile. Evaluations take steps of each example's
 * own, so that the figure of a record does not depend on the records beside it.
 */
public final class ChainObjective implements Objective {

    /** Tiles that are evaluated together: a solve refills lanes that are done. */
    private static final int TILES_EVALUATED = 4;

    private final Engine engine;
    private final Chain whole;
    private final boolean together;
    private final ChainLoss loss;
    private final Supplier<ChainValues> values;
    private final Supplier<ChainValues> trial;

    public ChainObjective(Engine engine, Chain chain, Head head) {
        this(engine, chain, head, List.of());
    }

    /** @param draws inputs of the chain that are noise */
    public ChainObjective(Engine engine, Chain chain, Head head, List<Draw> draws) {
        this.engine = engine;
        this.whole = chain.then(Chain.of(head.trained()));
        this.together = chain.sharesSteps();
        this.loss = new ChainLoss(engine, chain, head, draws);
        Chain own = chain.perExample();
        this.values = Once.of(() -> new ChainValues(engine, own.then(Chain.of(head.trained())), draws));
        this.trial = Once.of(() -> new ChainValues(engine, own, draws));
    }

    /** θ at the start of training. */
    public FlatVector initial(RandomKey key) {
        return whole.initial(engine.precision(), key);
    }

    @Override
    public ParamLayout layout() {
        return whole.layout();
    }

    @Override
    public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
        Examples usable = loss.feed().usable(examples);
        Block parameters = engine.vector(theta);
        return TileLoop.leftOut(examples.count() - usable.count())
                .plus(new TileLoop(engine, width(usable))
                        .differentiate(
                                usable.count(),
                                gradient,
                                (first, count, sum) ->
                                        loss.differentiate(usable.range(first, count), key, parameters, sum)));
    }

    /** How many examples are computed together. */
    private int width(Examples examples) {
        return together ? Math.max(1, examples.count()) : engine.tile();
    }

    /** The figures of sums over examples, by the names of the measures. */
    public Map<String, Double> figures(Sums sums) {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Measure measure : loss.head().measures()) {
            sums.of(measure)
                    .ifPresent(s -> figures.put(measure.name(), measure.shown().figure(s.mean())));
        }
        return figures;
    }

    @Override
    public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
        ChainValues chain = values.get();
        Examples usable = loss.feed().usable(examples);
        Block parameters = engine.vector(theta);
        return TileLoop.leftOut(examples.count() - usable.count())
                .plus(evaluating().evaluate(usable.count(), (first, count) -> loss.head()
                        .sums(chain.of(usable.range(first, count), key, parameters))));
    }

    private TileLoop evaluating() {
        return new TileLoop(engine, Math.multiplyExact(engine.tile(), engine.tile() < 1 << 16 ? TILES_EVALUATED : 1));
    }

    @Override
    public long[] costs(Examples examples, FlatVector theta, RandomKey key) {
        long[] evaluations = new long[examples.count()];
        Block parameters = engine.vector(theta);
        ChainValues chain = trial.get();
        evaluating().each(examples.count(), (first, count) -> {
            ChainTrace trace =
                    chain.of(examples.range(first, count), key, parameters).trace();
            for (int b = 0; b < count; b++) {
                evaluations[first + b] = trace.evaluations(b);
            }
        });
        return evaluations;
    }
}
