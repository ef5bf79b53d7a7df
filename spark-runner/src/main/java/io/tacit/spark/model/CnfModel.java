package io.tacit.spark.model;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.layer.CnfDensity;
import io.tacit.core.layer.CnfSampler;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.Outcome;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.CnfSettings;
import io.tacit.core.train.FlowMatching;
import io.tacit.core.train.Matching;
import io.tacit.core.train.MaximumLikelihood;
import io.tacit.core.train.Objective;
import io.tacit.spark.config.Aim;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A continuous normalizing flow, trained by maximum likelihood and, with one vector field, by flow matching, with a vector field of any kind:
 *
 * <pre>{@code
 * ModelFactory mine = engine -> CnfModel.of(engine, Cnf.of(field()), CnfSettings.tolerance(1e-4));
 * }</pre>
 */
public final class CnfModel implements DensityModel {
    private final Engine engine;
    private final Cnf cnf;
    private final MaximumLikelihood objective;
    private final CnfSampler sampler;
    private final Map<Matching, Objective> matched = new ConcurrentHashMap<>();

    private CnfModel(Engine engine, Cnf cnf, MaximumLikelihood objective, CnfSampler sampler) {
        this.engine = engine;
        this.cnf = cnf;
        this.objective = objective;
        this.sampler = sampler;
    }

    /** Compiles what training, scoring and sampling need. */
    public static CnfModel of(Engine engine, Cnf cnf, CnfSettings settings) {
        return new CnfModel(
                engine,
                cnf,
                new MaximumLikelihood(engine, cnf, settings),
                new CnfSampler(engine, cnf, settings.scoring()));
    }

    @Override
    public Objective objective() {
        return objective;
    }

    @Override
    public Optional<Objective> objective(Aim aim) {
        if (aim instanceof Aim.FlowMatching matching) {
            return cnf.fields().size() > 1
                    ? Optional.empty()
                    : Optional.of(matched.computeIfAbsent(matching.how(), how -> new FlowMatching(engine, cnf, how)));
        }
        return DensityModel.super.objective(aim);
    }

    @Override
    public FlatVector initialTheta(RandomKey key) {
        return cnf.initial(engine.precision(), key);
    }

    @Override
    public double[] logDensity(FlatVector rows, FlatVector theta) {
        int n = rows.length() / cnf.dimension();
        if (n == 0) {
            return new double[0];
        }
        CnfDensity.Densities found = objective.density().of(block(rows, n), List.of(), engine.vector(theta));
        double[] logDensity = new double[n];
        for (int i = 0; i < n; i++) {
            boolean overflowed = found.report(i).outcome() instanceof Outcome.NonFinite;
            logDensity[i] =
                    overflowed ? Double.NEGATIVE_INFINITY : found.logDensity().get(i, 0);
        }
        return logDensity;
    }

    @Override
    public float[] sample(long first, int count, FlatVector theta, RandomKey key) {
        int d = cnf.dimension();
        float[] latent = new float[count * d];
        for (int i = 0; i < count; i++) {
            key.with(first + i).fillGaussian(latent, i * d, d);
        }
        if (count == 0) {
            return latent;
        }
        Block x = sampler.from(block(FlatVector.of(latent), count), engine.vector(theta))
                .x();
        float[] samples = new float[count * d];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) x.get(i / d, i % d);
        }
        return samples;
    }

    private Block block(FlatVector rows, int n) {
        Block block = engine.allocate(Kind.BATCHED, Shape.of(cnf.dimension()), n);
        block.load(rows, 0);
        return block;
    }
}
