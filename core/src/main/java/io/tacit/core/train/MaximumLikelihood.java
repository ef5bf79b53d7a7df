package io.tacit.core.train;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.layer.CnfDensity;
import io.tacit.core.layer.CnfLoss;
import io.tacit.core.layer.Divergence;
import io.tacit.core.layer.Noise;
import io.tacit.core.layer.TileLoss;
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

/**
 * The mean of −log p(x) under a {@link Cnf}. Tiles of examples are solved and differentiated one by one on the engine's threads; groups of
 * neighbouring tiles add their gradients in order, then the groups' sums are added in order, so the bits of a gradient do not depend on the number
 * of threads. Probes are drawn by record.
 */
public final class MaximumLikelihood implements Objective {

    /** Partial sums of the gradient, and so the most tasks of a step. */
    private static final int GROUPS = 16;

    private static final String NOT_FINITE =
            "a record holds NaN or infinity and was left out: drop or quarantine such records where the data is read";

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
        int width = width(finite);
        int tiles = (int) ceiling(finite.count(), width);
        int groups = Math.min(GROUPS, tiles);
        Evaluation[] parts = new Evaluation[groups];
        FlatVector[] sums = new FlatVector[groups];
        engine.parallel(groups, g -> {
            sums[g] = FlatVector.zeros(gradient.precision(), gradient.length());
            parts[g] = Evaluation.NONE;
            for (int tile = g * tiles / groups; tile < (g + 1) * tiles / groups; tile++) {
                parts[g] = parts[g].plus(tile(part(finite, tile, width), parameters, key, sums[g]));
            }
        });
        Evaluation total = notFinite(examples.count() - finite.count());
        for (int g = 0; g < groups; g++) {
            total = total.plus(parts[g]);
            gradient.add(sums[g]);
        }
        return total;
    }

    /** How many examples solve together. */
    private int width(Examples examples) {
        return settings.solver().stepping() == Stepping.PER_BATCH ? Math.max(1, examples.count()) : engine.tile();
    }

    private static long ceiling(long a, long b) {
        return (a + b - 1) / b;
    }

    private static Evaluation notFinite(int records) {
        List<String> advice = records == 0 ? List.of() : List.of(NOT_FINITE);
        return new Evaluation(0, 0, 0, records, Work.NONE, Work.NONE, advice);
    }

    private static Examples part(Examples examples, int tile, int width) {
        int first = tile * width;
        return examples.range(first, Math.min(width, examples.count() - first));
    }

    private Evaluation tile(Examples examples, Block theta, RandomKey key, FlatVector gradient) {
        TileLoss result = loss.differentiate(states(examples), probes(examples, key), theta, gradient);
        return new Evaluation(
                result.sum(),
                result.sumOfSquares(),
                result.count(),
                result.failed(),
                result.forward(),
                result.backward(),
                result.advice());
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

    /** As in training, but for the steps, which are each example's own. */
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

    /** With the exact trace and a step for each example; {@code key} has no effect. */
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
