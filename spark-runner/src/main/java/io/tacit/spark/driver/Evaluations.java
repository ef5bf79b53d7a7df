package io.tacit.spark.driver;

import io.tacit.core.data.Split;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.Sums;
import io.tacit.spark.config.Aim;
import io.tacit.spark.config.PhaseConfig;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.metrics.Estimate;
import io.tacit.spark.transport.Transport;
import io.tacit.spark.worker.Question;
import io.tacit.spark.worker.ShardSums;
import java.util.List;
import java.util.Optional;

/** What workers are asked between rounds, with the parameters as they would be used. */
record Evaluations(TrainingConfig config, TrainingData data, Transport transport, Stopping stopping) {

    /** The loss of the validation records, where there are some and the round is one that evaluates. */
    Optional<ShardSums> validationAt(RunState state) {
        if (data.validation() == 0 || !stopping.evaluatesAt(state)) {
            return Optional.empty();
        }
        ShardSums total = validation(state.model());
        if (total.sums().count() == 0) {
            throw new DivergedException(Ending.diverged(
                    state.finished(),
                    List.of(),
                    total.sums().advice(),
                    config.phases().get(state.next().phase().index())));
        }
        return Optional.of(total);
    }

    ShardSums validation(FlatVector theta) {
        RandomKey key = RandomKey.of(config.seed()).with("validation");
        return ShardSums.total(transport.evaluate(Question.loss(Split.Part.VALIDATION), theta, key));
    }

    /** The {@link SolverGap} in evaluations of a phase that solves; what is no density may well have another loss in training. */
    Optional<Estimate> gapAt(RunState state, PhaseConfig phase) {
        boolean solves = phase.aim() instanceof Aim.Likelihood;
        if (data.scale() == TrainingData.Scale.UNKNOWN || !solves || !stopping.evaluatesAt(state)) {
            return Optional.empty();
        }
        RandomKey key = RandomKey.of(config.seed()).with("gap").with(state.finished());
        Question gap = Question.gap(SolverGap.recordsOfEach(config.workers()));
        Sums gaps = ShardSums.total(transport.evaluate(gap, state.model(), key)).sums();
        return Optional.of(gaps).filter(sums -> sums.count() > 0).map(RoundFigures::estimate);
    }
}
