package io.tacit.core.train;

import io.tacit.core.data.Examples;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.layer.CnfDensity;
import io.tacit.core.layer.Divergence;
import io.tacit.core.layer.Solved;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.Work;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import java.util.ArrayList;
import java.util.List;

/** The mean of −log p(x) under a {@link Cnf}, solved and differentiated tile by tile; records are a field {@link Cnf#RECORD}. Probes are drawn by record. */
public final class MaximumLikelihood implements Objective {

    private final Engine engine;
    private final Cnf cnf;
    private final ChainObjective training;
    private final Once<CnfDensity> density;

    public MaximumLikelihood(Engine engine, Cnf cnf, CnfSettings settings) {
        this.engine = engine;
        this.cnf = cnf;
        this.training = new ChainObjective(
                engine,
                cnf.chain(
                        settings.divergence(),
                        settings.penalties(),
                        new Solved.How(settings.solver(), settings.adjoint())),
                new Head(Net.of(cnf.likelihood(settings.penalties())), List.of(Measure.NLL)),
                probes(cnf, settings.divergence()));
        // An exact trace in many dimensions takes seconds to compile, and those who only train never need it.
        this.density = Once.of(() -> new CnfDensity(engine, cnf, new Divergence.Exact(), settings.scoring()));
    }

    private static List<Draw> probes(Cnf cnf, Divergence divergence) {
        return divergence instanceof Divergence.Hutchinson hutchinson
                ? List.of(new Draw(Divergence.PROBE, Shape.of(cnf.dimension()), hutchinson.noise()))
                : List.of();
    }

    @Override
    public ParamLayout layout() {
        return cnf.layout();
    }

    /** Log-densities of examples, as {@link #evaluate} sees them. */
    public CnfDensity density() {
        return density.get();
    }

    @Override
    public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
        return training.differentiate(examples, theta, key, gradient);
    }

    @Override
    public long[] costs(Examples examples, FlatVector theta, RandomKey key) {
        return training.costs(examples, theta, key);
    }

    /** The loss with the exact trace and a step for each example; {@code key} has no effect. */
    @Override
    public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
        if (examples.count() == 0) {
            return Sums.NONE;
        }
        CnfDensity.Densities densities = density().of(states(examples), List.of(), engine.vector(theta));
        MeasureSums nll = MeasureSums.none(Measure.NLL.name());
        int count = 0;
        List<String> advice = new ArrayList<>();
        for (int b = 0; b < examples.count(); b++) {
            double loss = -densities.logDensity().get(b, 0);
            if (Double.isFinite(loss)) {
                nll = nll.plus(loss, 1);
                count++;
            }
            densities.advice(b).ifPresent(advice::add);
        }
        return new Sums(List.of(nll), count, examples.count() - count, densities.work(), Work.NONE, advice);
    }

    private Block states(Examples examples) {
        Block x = engine.allocate(Kind.BATCHED, Shape.of(cnf.dimension()), examples.count());
        x.load(Feed.vector(examples.column(Cnf.RECORD).values()), 0);
        return x;
    }
}
