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
            TrainingKeys.PATH,
            TrainingKeys.SIGMA,
            TrainingKeys.TIME,
            TrainingKeys.TIME_MEAN,
            TrainingKeys.TIME_DEVIATION,
            TrainingKeys.TIME_POWER,
            TrainingKeys.COUPLING,
            TrainingKeys.COUPLING_GROUP,
            TrainingKeys.COUPLING_EPSILON,
            TrainingKeys.COUPLING_ITERATIONS);

    private MatchingKeys() {}

    static Matching read(Settings settings) {
        return new Matching(path(settings), time(settings), coupling(settings));
    }

    private static ProbabilityPath path(Settings settings) {
        double sigma = settings.get(TrainingKeys.SIGMA);
        return settings.get(TrainingKeys.PATH) == Path.STRAIGHT
                ? new StraightPath(sigma)
                : new VariancePreservingPath(sigma);
    }

    private static TimeSampling time(Settings settings) {
        Time time = settings.get(TrainingKeys.TIME);
        String without = "has no effect with training.matching.time = " + Kind.name(time);
        settings.refuseUnless(time == Time.LOGIT_NORMAL, without, TrainingKeys.TIME_MEAN, TrainingKeys.TIME_DEVIATION);
        settings.refuseUnless(time == Time.POWER, without, TrainingKeys.TIME_POWER);
        return switch (time) {
            case LOGIT_NORMAL ->
                new TimeSampling.LogitNormal(
                        settings.get(TrainingKeys.TIME_MEAN), settings.get(TrainingKeys.TIME_DEVIATION));
            case UNIFORM -> new TimeSampling.Uniform();
            case POWER -> new TimeSampling.Power(settings.get(TrainingKeys.TIME_POWER));
        };
    }

    private static Coupling coupling(Settings settings) {
        Pairs pairs = settings.get(TrainingKeys.COUPLING);
        String without = "has no effect with training.matching.coupling = " + Kind.name(pairs);
        settings.refuseUnless(pairs != Pairs.INDEPENDENT, without, TrainingKeys.COUPLING_GROUP);
        settings.refuseUnless(
                pairs == Pairs.SINKHORN, without, TrainingKeys.COUPLING_EPSILON, TrainingKeys.COUPLING_ITERATIONS);
        int group = settings.get(TrainingKeys.COUPLING_GROUP);
        return switch (pairs) {
            case INDEPENDENT -> new Coupling.Independent();
            case EXACT -> new Coupling.Exact(group);
            case SINKHORN ->
                new Coupling.Sinkhorn(
                        group,
                        settings.get(TrainingKeys.COUPLING_EPSILON),
                        settings.get(TrainingKeys.COUPLING_ITERATIONS));
        };
    }
}
