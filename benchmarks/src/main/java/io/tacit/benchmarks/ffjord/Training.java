package io.tacit.benchmarks.ffjord;

import io.tacit.core.engine.Engine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.optim.Adam;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.Update;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.Stepping;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.train.Evaluation;
import io.tacit.core.train.Examples;
import io.tacit.core.train.MaximumLikelihood;
import io.tacit.core.train.Objective;
import io.tacit.core.train.TrainingState;

/** A workload in training: Adam with rate 10⁻³, the same batch at every step, new probes at every step. */
final class Training {

    private static final RandomKey KEY = RandomKey.of(0);

    private final Optimizer optimizer = Adam.of(1e-3);
    private final Objective objective;
    private final Examples examples;
    private TrainingState state;
    private long step;

    Training(Engine engine, Workload workload, Method method) {
        Cnf cnf = workload.cnf();
        this.objective = method.stepping() == Stepping.PER_BATCH
                ? new WholeBatch(engine, cnf, method)
                : new MaximumLikelihood(engine, cnf, method.settings());
        this.examples = workload.examples(KEY.with("data"));
        this.state = TrainingState.start(cnf.initial(engine.precision(), KEY.with("initial")), optimizer);
    }

    /** One step: forward, backward and optimizer. */
    Evaluation step() {
        FlatVector gradient =
                FlatVector.zeros(state.theta().precision(), state.theta().length());
        Evaluation evaluation = differentiate(gradient);
        Update update = optimizer.update(state.theta(), gradient, state.optimizer());
        state = new TrainingState(update.theta(), update.state());
        step++;
        return evaluation;
    }

    /** The mean gradient where training stands, with the probes of the next step. */
    FlatVector gradient() {
        FlatVector gradient =
                FlatVector.zeros(state.theta().precision(), state.theta().length());
        differentiate(gradient);
        return gradient;
    }

    private Evaluation differentiate(FlatVector gradient) {
        Evaluation evaluation = objective.differentiate(
                examples, state.theta(), KEY.with("step").with(step), gradient);
        if (evaluation.failed() > 0) {
            throw new IllegalStateException(
                    evaluation.failed() + " examples of step " + step + " failed: " + evaluation.advice());
        }
        gradient.scale(1.0 / evaluation.count());
        return evaluation;
    }
}
