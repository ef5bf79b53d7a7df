package io.tacit.core.train;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.layer.CnfDensity;
import io.tacit.core.layer.CnfLoss;
import io.tacit.core.layer.Divergence;
import io.tacit.core.layer.Noise;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.Report;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.Work;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mean of −log p(x) under a {@link Cnf}, solved and differentiated tile by tile. Probes are drawn by record. */
public final class MaximumLikelihood implements Objective {

    private final Engine engine;
    private final Cnf cnf;
    private final CnfSettings settings;
    private final CnfLoss loss;
    private @Nullable CnfDensity density;
    private @Nullable CnfDensity trial;

    public MaximumLikelihood(Engine engine, Cnf cnf, CnfSettings settings) {
        this.engine = engine;
        this.cnf = cnf;
        this.settings = settings;
        this.loss = new CnfLoss(
                engine, cnf, settings.divergence(), settings.penalties(), settings.solver(), settings.adjoint());
    }

    @Override
    public ParamLayout layout() {
        return cnf.layout();
    }

    /** Log-densities of examples, as {@link #evaluate} sees them. */
    public synchronized CnfDensity density() {
        // On first use: an exact trace in many dimensions takes seconds to compile, and those who only train never need
        // it.
        if (density == null) {
            density = new CnfDensity(engine, cnf, new Divergence.Exact(), settings.scoring());
        }
        return density;
    }

    @Override
    public Evaluation differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
        Examples finite = examples.finite();
        Block parameters = engine.vector(theta);
        TileLoop loop = new TileLoop(engine, width(finite));
        return TileLoop.leftOut(examples.count() - finite.count())
                .plus(loop.differentiate(finite.count(), gradient, (first, count, sum) -> {
                    Examples tile = finite.range(first, count);
                    return loss.differentiate(states(tile), probes(tile, key), parameters, sum);
                }));
    }

    /** How many examples solve together. */
    private int width(Examples examples) {
        return settings.solver().stepping() == Stepping.PER_BATCH ? Math.max(1, examples.count()) : engine.tile();
    }

    private Block states(Examples examples) {
        Block x = engine.allocate(Kind.BATCHED, Shape.of(examples.dim()), examples.count());
        x.load(FlatVector.of(examples.rows()), 0);
        return x;
    }

    private List<Block> probes(Examples examples, RandomKey key) {
        if (!(settings.divergence() instanceof Divergence.Hutchinson hutchinson)) {
            return List.of();
        }
        Noise noise = hutchinson.noise();
        float[] values = new float[examples.rows().length];
        for (int b = 0; b < examples.count(); b++) {
            RandomKey own = key.with(examples.ids()[b]);
            for (int i = 0; i < examples.dim(); i++) {
                values[b * examples.dim() + i] = (float) noise.draw(own, i);
            }
        }
        Block probe = engine.allocate(Kind.BATCHED, Shape.of(examples.dim()), examples.count());
        probe.load(FlatVector.of(values), 0);
        return List.of(probe);
    }

    /** The loss as in training, but for the steps, which are each example's own. */
    private synchronized CnfDensity trial() {
        if (trial == null) {
            trial = new CnfDensity(
                    engine, cnf, settings.divergence(), settings.solver().with(Stepping.PER_EXAMPLE));
        }
        return trial;
    }

    @Override
    public long[] costs(Examples examples, FlatVector theta, RandomKey key) {
        if (examples.count() == 0) {
            return new long[0];
        }
        CnfDensity.Densities solved = trial().of(states(examples), probes(examples, key), engine.vector(theta));
        long[] evaluations = new long[examples.count()];
        for (List<Report> field : solved.reports()) {
            for (int b = 0; b < evaluations.length; b++) {
                evaluations[b] += field.get(b).work().evaluations();
            }
        }
        return evaluations;
    }

    /** The loss with the exact trace and a step for each example; {@code key} has no effect. */
    @Override
    public Evaluation evaluate(Examples examples, FlatVector theta, RandomKey key) {
        if (examples.count() == 0) {
            return Evaluation.NONE;
        }
        CnfDensity.Densities densities = density().of(states(examples), List.of(), engine.vector(theta));
        double sum = 0;
        double squares = 0;
        int count = 0;
        List<String> advice = new ArrayList<>();
        for (int b = 0; b < examples.count(); b++) {
            double nll = -densities.logDensity().get(b, 0);
            if (Double.isFinite(nll)) {
                sum += nll;
                squares += nll * nll;
                count++;
            }
            densities.advice(b).ifPresent(advice::add);
        }
        return new Evaluation(sum, squares, count, examples.count() - count, densities.work(), Work.NONE, advice);
    }
}
