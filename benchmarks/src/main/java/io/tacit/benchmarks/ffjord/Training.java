package io.tacit.benchmarks.ffjord;

import io.tacit.core.data.Examples;
import io.tacit.core.engine.Engine;
import io.tacit.core.io.TensorFile;
import io.tacit.core.layer.Cnf;
import io.tacit.core.layer.Noise;
import io.tacit.core.optim.Adam;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.Update;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.train.MaximumLikelihood;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import io.tacit.core.train.TrainingState;
import java.util.List;

/** A workload in training: Adam with rate 10⁻³, the same batch at every step, new probes at every step. */
final class Training {

    private static final RandomKey KEY = RandomKey.of(0);

    private final Optimizer optimizer = Adam.of(1e-3);
    private final Objective objective;
    private final Examples examples;
    private final FlatVector initial;
    private TrainingState state;
    private long step;

    Training(Engine engine, Workload workload, Method method) {
        Cnf cnf = workload.cnf();
        this.objective = new MaximumLikelihood(engine, cnf, method.settings());
        this.examples = workload.examples(KEY.with("data"));
        this.initial = cnf.initial(engine.precision(), KEY.with("initial"));
        this.state = TrainingState.start(initial, optimizer);
    }

    /** Goes back to the first step: a field that has been trained for longer takes an adaptive solver more steps. */
    void begin() {
        state = TrainingState.start(initial, optimizer);
        step = 0;
    }

    /** One step: forward, backward and optimizer. */
    Sums step() {
        Gradient gradient = gradient();
        Update update = optimizer.update(state.theta(), gradient.vector(), state.optimizer());
        state = new TrainingState(update.theta(), update.state());
        step++;
        return gradient.evaluation();
    }

    /** A mean gradient and what it took. */
    record Gradient(FlatVector vector, Sums evaluation) {}

    /** The gradient where training stands, with the probes of the next step. */
    Gradient gradient() {
        FlatVector gradient =
                FlatVector.zeros(state.theta().precision(), state.theta().length());
        return new Gradient(gradient, differentiate(gradient));
    }

    /** All that the gradient depends on, and a gradient: arrays {@code x}, {@code eps}, the parameters, and {@code gradient.} + each of them. */
    TensorFile problem(FlatVector gradient) {
        List<Integer> shape = List.of(examples.count(), examples.dim());
        return TensorFile.of(objective.layout(), state.theta())
                .plus("", ParamLayout.EMPTY.append("x", shape), FlatVector.of(examples.rows()))
                .plus("", ParamLayout.EMPTY.append("eps", shape), probes())
                .plus("gradient.", objective.layout(), gradient);
    }

    /** ε of each example, as training draws them. */
    private FlatVector probes() {
        float[] values = new float[examples.rows().length];
        for (int b = 0; b < examples.count(); b++) {
            RandomKey own = stepKey().with(examples.ids()[b]);
            for (int i = 0; i < examples.dim(); i++) {
                values[b * examples.dim() + i] = (float) Noise.GAUSSIAN.draw(own, i);
            }
        }
        return FlatVector.of(values);
    }

    private RandomKey stepKey() {
        return KEY.with("step").with(step);
    }

    private Sums differentiate(FlatVector gradient) {
        Sums evaluation = objective.differentiate(examples, state.theta(), stepKey(), gradient);
        if (evaluation.failed() > 0) {
            throw new IllegalStateException(
                    evaluation.failed() + " examples of step " + step + " failed: " + evaluation.advice());
        }
        gradient.scale(1.0 / evaluation.count());
        return evaluation;
    }
}
