package io.tacit.spark.config;

import io.tacit.core.train.Coupling;
import io.tacit.core.train.Matching;
import io.tacit.core.train.ProbabilityPath;
import io.tacit.core.train.StraightPath;
import io.tacit.core.train.TimeSampling;
import io.tacit.core.train.VariancePreservingPath;
import java.util.List;

/** {@code training.matching}: how a vector field is matched in a phase of flow matching. */
final class MatchingKeys {
    enum Path {
        STRAIGHT,
        VARIANCE_PRESERVING
    }

    enum Time {
        LOGIT_NORMAL,
        UNIFORM,
        POWER
    }

    enum Pairs {
        INDEPENDENT,
        EXACT,
        SINKHORN
    }

    static final String SECTION = "training.matching";

    static final List<Key<?>> ALL = List.of(
            Keys.PATH,
            Keys.SIGMA,
            Keys.TIME,
            Keys.TIME_MEAN,
            Keys.TIME_DEVIATION,
            Keys.TIME_POWER,
            Keys.COUPLING,
            Keys.COUPLING_GROUP,
            Keys.COUPLING_EPSILON,
            Keys.COUPLING_ITERATIONS);

    private MatchingKeys() {}

    static Matching read(Settings settings) {
        return new Matching(path(settings), time(settings), coupling(settings));
    }

    private static ProbabilityPath path(Settings settings) {
        double sigma = settings.get(Keys.SIGMA);
        return settings.get(Keys.PATH) == Path.STRAIGHT ? new StraightPath(sigma) : new VariancePreservingPath(sigma);
    }

    private static TimeSampling time(Settings settings) {
        Time time = settings.get(Keys.TIME);
        String without = "has no effect with training.matching.time = " + Kind.name(time);
        settings.refuseUnless(time == Time.LOGIT_NORMAL, without, Keys.TIME_MEAN, Keys.TIME_DEVIATION);
        settings.refuseUnless(time == Time.POWER, without, Keys.TIME_POWER);
        return switch (time) {
            case LOGIT_NORMAL ->
                new TimeSampling.LogitNormal(settings.get(Keys.TIME_MEAN), settings.get(Keys.TIME_DEVIATION));
            case UNIFORM -> new TimeSampling.Uniform();
            case POWER -> new TimeSampling.Power(settings.get(Keys.TIME_POWER));
        };
    }

    private static Coupling coupling(Settings settings) {
        Pairs pairs = settings.get(Keys.COUPLING);
        String without = "has no effect with training.matching.coupling = " + Kind.name(pairs);
        settings.refuseUnless(pairs != Pairs.INDEPENDENT, without, Keys.COUPLING_GROUP);
        settings.refuseUnless(pairs == Pairs.SINKHORN, without, Keys.COUPLING_EPSILON, Keys.COUPLING_ITERATIONS);
        int group = settings.get(Keys.COUPLING_GROUP);
        return switch (pairs) {
            case INDEPENDENT -> new Coupling.Independent();
            case EXACT -> new Coupling.Exact(group);
            case SINKHORN ->
                new Coupling.Sinkhorn(
                        group, settings.get(Keys.COUPLING_EPSILON), settings.get(Keys.COUPLING_ITERATIONS));
        };
    }
}
