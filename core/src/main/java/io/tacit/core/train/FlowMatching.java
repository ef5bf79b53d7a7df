package io.tacit.core.train;

import io.tacit.core.data.Examples;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import java.util.List;

/**
 * The mean of |f(x(s), t) − dx/dt|² along paths from records to noise, which the field of a {@link Cnf} is matched to without solving anything. The
 * field of the least loss carries the density of the data to a normal one, as that of {@link MaximumLikelihood} does.
 *
 * <p>Noise and times are drawn by record within the key: the loss of a record does not depend on the batch it is in, unless a coupling pairs records.
 *
 * <p>Lipman et al. 2023 (arXiv 2210.02747), Liu et al. 2023 (arXiv 2209.03003), Albergo and Vanden-Eijnden 2023 (arXiv 2209.15571), Tong et al.
 * 2024 (arXiv 2302.00482).
 */
public final class FlowMatching implements Objective {

    private final Engine engine;
    private final Cnf cnf;
    private final Matching how;
    private final MatchingLoss loss;

    public FlowMatching(Engine engine, Cnf cnf, Matching how) {
        if (cnf.fields().size() != 1) {
            throw new IllegalArgumentException("flow matching: expected a flow with one vector field, got "
                    + cnf.fields().size()
                    + ": a path from a record to noise has one velocity, and none to share among several fields; use one field,"
                    + " a wider one if need be, or train by likelihood");
        }
        this.engine = engine;
        this.cnf = cnf;
        this.how = how;
        this.loss = new MatchingLoss(engine, cnf.fields().get(0).program());
    }

    @Override
    public ParamLayout layout() {
        return cnf.layout();
    }

    /** @throws IllegalArgumentException where the examples are fewer than the coupling's group */
    @Override
    public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
        requireGroup(examples.count());
        Draws draws = draws(examples, key);
        Block parameters = engine.vector(theta);
        return TileLoop.leftOut(examples.count() - draws.count())
                .plus(loop(draws)
                        .differentiate(
                                draws.count(),
                                gradient,
                                (first, count, sum) ->
                                        loss.differentiate(draws.points(first, count), parameters, sum)));
    }

    /** The same loss with the same noise and times as {@link #differentiate}; fewer examples than a coupling's group are a group too. */
    @Override
    public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
        Draws draws = draws(examples, key);
        Block parameters = engine.vector(theta);
        return TileLoop.leftOut(examples.count() - draws.count())
                .plus(loop(draws)
                        .evaluate(
                                draws.count(),
                                (first, count) -> loss.evaluate(draws.points(first, count), parameters)));
    }

    private void requireGroup(int examples) {
        int group = how.coupling().group();
        if (examples > 0 && examples < group) {
            throw new IllegalArgumentException("coupling: expected a batch of at least " + group
                    + " records, as many as are paired among themselves, got " + examples
                    + ": take smaller groups, larger batches, or fewer workers where each has fewer records than that");
        }
    }

    private Draws draws(Examples examples, RandomKey key) {
        Examples finite = examples.finite(List.of(Examples.ROW));
        return new Draws(engine, how, cnf.t1(), finite, key.with("matching"));
    }

    private TileLoop loop(Draws draws) {
        return new TileLoop(engine, Math.min(engine.tile(), Math.max(1, draws.count())));
    }
}
