package io.tacit.spark.worker;

import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.OptimizerState;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.LocalTraining;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.AveragingConfig.OptimizerStates;
import io.tacit.spark.config.PhaseConfig;
import io.tacit.spark.config.PhaseConfig.Entry;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.config.WorkConfig;
import io.tacit.spark.model.Model;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What workers do in every round of a training. It travels once; a round's start says the rest.
 *
 * @param seed of the run
 */
public record WorkPlan(List<PhaseConfig> phases, AveragingConfig averaging, long seed) implements Serializable {

    public WorkPlan {
        phases = List.copyOf(phases);
    }

    public static WorkPlan of(TrainingConfig config) {
        return new WorkPlan(config.phases(), config.averaging(), config.seed());
    }

    /** The start of the first round. */
    public RoundStart first(FlatVector theta) {
        RoundStart bare = new RoundStart(1, 0, theta, new OptimizerState(0, Map.of()));
        return bare.with(optimizer(bare).init(theta));
    }

    /** The phase of the round that begins like this. */
    public PhaseConfig phase(RoundStart start) {
        return phases.get(start.phase().index());
    }

    /** Local steps of that round. */
    public int steps(RoundStart start) {
        return phase(start).work().steps(start.phase().roundInPhase(start.round()));
    }

    /** What one worker does in that round; {@code attempt} of the task is only passed on. */
    public WorkerResult run(Model model, WorkerRecords shard, RoundStart start, WorkerState workerState, int attempt) {
        return of(start).run(model.demand(phase(start).aim()), shard, start, remembered(start, workerState), attempt);
    }

    private LocalWork of(RoundStart start) {
        WorkConfig work = phase(start).work();
        return new LocalWork(
                new LocalTraining(optimizer(start), work.batch()),
                steps(start),
                Math.min(work.roundSeconds(), start.seconds()),
                averaging,
                seed);
    }

    /** A worker's own optimizer state is forgotten where a phase begins afresh. */
    private WorkerState remembered(RoundStart start, WorkerState workerState) {
        boolean forgets = start.stepsInPhase() == 0 && phase(start).entry() == Entry.FRESH;
        return forgets ? new WorkerState(Optional.empty(), workerState.residual()) : workerState;
    }

    /** For states that have seen all updates before the round, those of its phase, or none of them where every round resets them. */
    public Optimizer optimizer(RoundStart start) {
        PhaseConfig phase = phase(start);
        long planned = start.phase().plannedSteps();
        if (averaging.optimizerStates() == OptimizerStates.RESET) {
            return phase.optimizer().resumed(planned, start.stepsInPhase());
        }
        return phase.entry() == Entry.CARRIED
                ? phase.optimizer().later(planned, start.phase().firstStep())
                : phase.optimizer().optimizer(planned);
    }

    /** The learning rate of the round's local step with this number in the training. */
    public double rate(RoundStart start, long step) {
        PhaseConfig phase = phase(start);
        return phase.optimizer()
                .schedule()
                .schedule(phase.optimizer().rate(), start.phase().plannedSteps())
                .at(step - start.phase().firstStep());
    }
}
