package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.data.Column;
import io.tacit.core.data.Examples;
import io.tacit.core.data.Field;
import io.tacit.core.data.Storage;
import io.tacit.core.data.Values;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.layer.Chain;
import io.tacit.core.layer.ChainBuilder;
import io.tacit.core.layer.Mapped;
import io.tacit.core.layer.OdeLayer;
import io.tacit.core.layer.OdeRnn;
import io.tacit.core.layer.Solved;
import io.tacit.core.layer.Stage;
import io.tacit.core.nn.Activation;
import io.tacit.core.nn.ConcatTime;
import io.tacit.core.nn.Dense;
import io.tacit.core.nn.Equilibrium;
import io.tacit.core.nn.Module;
import io.tacit.core.nn.Sequential;
import io.tacit.core.optim.Adam;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.root.Anderson;
import io.tacit.core.root.Stop;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Rk4;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models that are no densities: layers with the usual heads, their gradients, and that they learn. */
class TasksTest {

    private static final RandomKey KEY = RandomKey.of(21);
    private static final Solved.How HOW = new Solved.How(Solver.of(new Rk4(), new FixedSteps(2)), new Checkpointed());

    /**
     * A model and its records.
     *
     * @param better what the watched figure is to be after some steps
     */
    record Task(String name, Chain chain, Head head, Examples examples, double better) {

        FlatVector theta(Precision precision) {
            return chain.then(Chain.of(new Mapped(head.net()))).initial(precision, KEY);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Points in two rings, which no line divides. */
    private static Examples rings(int count) {
        float[] x = new float[2 * count];
        int[] label = new int[count];
        for (int i = 0; i < count; i++) {
            RandomKey own = KEY.with(i);
            label[i] = own.below(2, 0);
            double angle = 2 * Math.PI * own.uniform(1);
            double radius = label[i] == 0 ? 0.5 : 1.5;
            x[2 * i] = (float) (radius * StrictMath.cos(angle) + 0.1 * own.gaussian(2));
            x[2 * i + 1] = (float) (radius * StrictMath.sin(angle) + 0.1 * own.gaussian(3));
        }
        return Examples.of(Column.of("x", x, 2), Column.of("label", label));
    }

    /** y = (sin 2x₀, x₀ x₁) with noise. */
    private static Examples curve(int count) {
        float[] x = new float[2 * count];
        float[] y = new float[2 * count];
        for (int i = 0; i < count; i++) {
            RandomKey own = KEY.with(i);
            x[2 * i] = (float) own.gaussian(0);
            x[2 * i + 1] = (float) own.gaussian(1);
            y[2 * i] = (float) (StrictMath.sin(2 * x[2 * i]) + 0.05 * own.gaussian(2));
            y[2 * i + 1] = (float) (x[2 * i] * x[2 * i + 1] + 0.05 * own.gaussian(3));
        }
        return Examples.of(Column.of("x", x, 2), Column.of("y", y, 2));
    }

    /** Damped waves at times of their own, of which some numbers are missing; the class is that of the frequency. */
    private static Examples waves(int count) {
        int[] starts = new int[count + 1];
        int[] label = new int[count];
        for (int i = 0; i < count; i++) {
            starts[i + 1] = starts[i] + 3 + KEY.with(i).below(6, 0);
        }
        float[] times = new float[starts[count]];
        float[] values = new float[2 * starts[count]];
        for (int i = 0; i < count; i++) {
            RandomKey own = KEY.with(i);
            label[i] = own.below(2, 1);
            double phase = own.uniform(2);
            double t = 0;
            for (int s = starts[i]; s < starts[i + 1]; s++) {
                t += 0.2 + 0.3 * own.uniform(100 + s);
                times[s] = (float) t;
                double frequency = label[i] == 0 ? 1 : 3;
                values[2 * s] = (float) StrictMath.sin(frequency * t + phase);
                values[2 * s + 1] =
                        own.below(4, 200 + s) == 0 ? Float.NaN : (float) StrictMath.cos(frequency * t + phase);
            }
        }
        return Examples.of(
                new Column(Field.series("v", Storage.FLOAT32, 2), new Values.Floats(values), starts),
                new Column(Field.series("time", Storage.FLOAT32), new Values.Floats(times), starts),
                Column.of("label", label));
    }

    private static Sequential field(int width, int out) {
        return Sequential.of(new ConcatTime(Dense.of(width)), Activation.TANH, Dense.of(out));
    }

    private static ChainBuilder rnn() {
        return ChainBuilder.empty()
                .then(new OdeRnn(
                        "v", 2, "time", 6, Sequential.of(Dense.of(8), Activation.TANH, Dense.scaled(6, 0.5)), HOW));
    }

    static Stream<Task> tasks() {
        Chain ode = ChainBuilder.of("x", 2)
                .then(new OdeLayer(field(12, 3), HOW, 1, 1))
                .chain();
        Chain deq = ChainBuilder.of("x", 2)
                .then(Dense.of(8))
                .then(new Equilibrium(Dense.scaled(8, 0.4), Activation.TANH, new Anderson(3).until(Stop.at(1e-9))))
                .chain();
        Chain numbers = ChainBuilder.of("x", 2)
                .then(Dense.of(8))
                .then(Activation.TANH)
                .then(OdeLayer.of(field(16, 8), new Solved.How(Dopri5.solver(1e-8), new Checkpointed())))
                .chain();
        Shape eight = Shape.of(8);
        return Stream.of(
                new Task("ODE classifier", ode, Heads.classes(Shape.of(3), "label", 2), rings(200), 0.3),
                new Task("DEQ classifier", deq, Heads.classes(eight, "label", 2), rings(200), 0.45),
                new Task("mean", numbers, Heads.numbers(eight, "y", 2, Heads.Of.MEAN), curve(200), 0.5),
                new Task("median", numbers, Heads.numbers(eight, "y", 2, Heads.Of.MEDIAN), curve(200), 0.5),
                new Task("Gaussian", numbers, Heads.numbers(eight, "y", 2, Heads.Of.GAUSSIAN), curve(200), 2.0),
                new Task("series classifier", rnn().chain(), Heads.classes(Shape.of(6), "label", 2), waves(100), 0.45),
                new Task(
                        "forecaster",
                        rnn().then(new Forecast("v", 2, 6, Heads.Of.MEAN)).chain(),
                        Heads.forecasts(Heads.Of.MEAN),
                        waves(100),
                        0.3),
                new Task(
                        "forecaster with deviations",
                        rnn().then(new Forecast("v", 2, 6, Heads.Of.GAUSSIAN)).chain(),
                        Heads.forecasts(Heads.Of.GAUSSIAN),
                        waves(100),
                        0.9));
    }

    @Test
    @DisplayName("the lines that the README shows: a neural ODE tells two rings apart")
    void readme() {
        Module field = Sequential.of(new ConcatTime(Dense.of(12)), Activation.TANH, Dense.of(3));
        try (Engine engine = new CpuEngine(2)) {
            Examples records = rings(200);
            Chain body = ChainBuilder.of("x", 2)
                    .then(new OdeLayer(field, HOW, 1, 1))
                    .chain(); // x and one 0 flow for t from 0 to 1
            Head head = Heads.classes(Shape.of(3), "label", 2);
            ChainObjective objective = new ChainObjective(engine, body, head);
            FlatVector theta = objective.initial(KEY);
            LocalTraining training = new LocalTraining(Adam.of(0.02), 64);
            theta = training.run(objective, records, theta, 150, KEY).state().theta();
            Map<String, Double> figures =
                    objective.figures(objective.evaluate(records, theta, KEY)); // accuracy, crossEntropy
            assertThat(figures.get("accuracy")).isGreaterThan(0.95);
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    @DisplayName(
            "predictions need no targets, do not depend on the records beside them, and are those that are measured")
    void predictions(Task task) {
        try (Engine engine = new CpuEngine(Precision.FLOAT64, 2)) {
            FlatVector theta = task.theta(Precision.FLOAT64);
            Predictor predictor = new Predictor(engine, task.chain(), task.head());
            Examples predicted = predictor.of(task.examples(), theta);
            assertThat(predictor.of(task.examples().range(70, 1), theta)).isEqualTo(predicted.range(70, 1));
            List<String> read =
                    predictor.inputs().stream().map(Stage.Read::name).toList();
            assertThat(read).doesNotContain("label", "y");
            Map<String, Double> measured = new ChainObjective(engine, task.chain(), task.head())
                    .figures(new ChainObjective(engine, task.chain(), task.head())
                            .evaluate(task.examples(), theta, KEY));
            if (measured.containsKey("accuracy")) {
                assertThat(accuracy(task.examples(), predicted)).isCloseTo(measured.get("accuracy"), within(1e-12));
            }
            if (task.examples().schema().find("y").isPresent()) {
                assertThat(absoluteError(task.examples(), predicted)).isCloseTo(measured.get("mae"), within(1e-12));
            }
            if (task.name().startsWith("forecaster")) {
                assertThat(predicted.column("prediction").starts())
                        .isEqualTo(task.examples().column("v").starts());
            }
        }
    }

    private static double accuracy(Examples records, Examples predicted) {
        double right = 0;
        for (int i = 0; i < records.count(); i++) {
            right += predicted.column("prediction").get(i, 0)
                            == records.column("label").get(i, 0)
                    ? 1
                    : 0;
        }
        return right / records.count();
    }

    private static double absoluteError(Examples records, Examples predicted) {
        double sum = 0;
        for (int i = 0; i < 2 * records.count(); i++) {
            sum += Math.abs(predicted.column("prediction").get(i / 2, i % 2)
                    - records.column("y").get(i / 2, i % 2));
        }
        return sum / 2 / records.count();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    @DisplayName("the gradient is that of central differences")
    void gradient(Task task) {
        try (Engine engine = new CpuEngine(Precision.FLOAT64, 1)) {
            ChainObjective objective = new ChainObjective(engine, task.chain(), task.head());
            FlatVector theta = task.theta(Precision.FLOAT64);
            Examples some = task.examples().range(0, 4);
            FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
            Sums sums = objective.differentiate(some, theta, KEY, gradient);
            assertThat(sums.failed()).as(sums.advice().toString()).isZero();
            ChainObjective loss = new ChainObjective(
                    engine, task.chain(), new Head(task.head().net(), List.of(Measure.LOSS)));
            for (int i = 0; i < theta.length(); i += 3) {
                double h = 1e-5;
                double difference = (sum(loss, some, theta, i, h) - sum(loss, some, theta, i, -h)) / (2 * h);
                assertThat(gradient.get(i))
                        .as("place " + i)
                        .isCloseTo(difference, within(2e-6 * (1 + Math.abs(difference))));
            }
        }
    }

    /** Σ loss with one parameter moved. */
    private static double sum(ChainObjective loss, Examples some, FlatVector theta, int place, double by) {
        FlatVector moved = theta.copy();
        moved.set(place, theta.get(place) + by);
        return loss.differentiate(some, moved, KEY, FlatVector.zeros(Precision.FLOAT64, theta.length()))
                .sum();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    @DisplayName("a few steps of Adam in float32 make the watched figure better")
    void learns(Task task) {
        try (Engine engine = new CpuEngine(2)) {
            ChainObjective objective = new ChainObjective(engine, task.chain(), task.head());
            FlatVector theta = task.theta(Precision.FLOAT32);
            Adam adam = Adam.of(0.02);
            LocalTraining training = new LocalTraining(adam, 64);
            FlatVector after = training.run(objective, task.examples(), TrainingState.start(theta, adam), 0, 150, KEY)
                    .state()
                    .theta();
            double figure = figure(objective, task, after);
            assertThat(figure).isLessThan(task.better()).isLessThan(figure(objective, task, theta));
        }
    }

    private static double figure(ChainObjective objective, Task task, FlatVector theta) {
        Measure watched = task.head().measures().get(0);
        Sums sums = objective.evaluate(task.examples(), theta, KEY);
        assertThat(sums.failed()).isZero();
        return watched.shown().figure(sums.of(watched).orElseThrow().mean());
    }
}
