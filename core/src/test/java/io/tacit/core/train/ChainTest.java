package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.tacit.core.layer.Recurrent;
import io.tacit.core.layer.Solved;
import io.tacit.core.nn.Dense;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Graph;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.solve.ode.Rk4;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models as chains of Programs, solves and loops over series: losses, gradients, what fails. */
class ChainTest {

    private static final Engine ENGINE = new CpuEngine(Precision.FLOAT64, 2);
    private static final RandomKey KEY = RandomKey.of(5);
    private static final int D = 3;
    private static final int H = 4;

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static Solved.How how(Stepping stepping) {
        return new Solved.How(Solver.of(new Rk4(), new FixedSteps(3)).with(stepping), new Checkpointed());
    }

    private static Mapped map(Consumer<Graph> body) {
        return new Mapped(Net.of(Program.of(body)));
    }

    /** h = tanh(W x), then dh/dt = tanh(A h + c) with c = V x, then a head of squared errors. */
    private static Chain neuralOde(Solved.How how) {
        Net field = Net.of(Program.of(g -> {
            Expr h = g.example("h", H);
            g.output(
                    "h",
                    g.param("A", H, H).matmul(h).plus(g.example("c", H)).tanh().plus(g.shared(Ode.TIME)));
        }));
        return Chain.of(
                map(g -> g.output(
                        "h", g.param("W", H, D).matmul(g.example("x", D)).tanh())),
                map(g -> g.output("c", g.param("V", H, D).matmul(g.example("x", D)))),
                new Solved(field, List.of("h"), how, Solved.Extent.to(0.7)));
    }

    private static Head squares(String value) {
        Program program = Program.of(g -> {
            Expr y = g.param("u", H).dot(g.example(value, H));
            Expr error = y.minus(g.example("y")).square();
            g.output("prediction", y);
            g.output(Head.LOSS, error);
            g.output("mse", error);
        });
        return new Head(Net.of(program), List.of(Measure.lower("mse", "")));
    }

    private static double number(long record, int i) {
        return RandomKey.of(9).with(record).gaussian(i);
    }

    private static Column rows(String name, int count, int width) {
        double[] values = new double[count * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(i / width, i % width);
        }
        return Column.of(
                width == 1 ? Field.of(name, Storage.FLOAT64) : Field.of(name, Storage.FLOAT64, width),
                new Values.Doubles(values));
    }

    private static Examples records(int count) {
        return Examples.of(rows("x", count, D), rows("y", count, 1));
    }

    /** Series of 0 to 4 steps with times, two channels of which numbers are missing, and a target. */
    private static Examples series(int count) {
        int[] starts = new int[count + 1];
        for (int i = 0; i < count; i++) {
            starts[i + 1] = starts[i] + i % 5;
        }
        int steps = starts[count];
        double[] times = new double[steps];
        double[] values = new double[2 * steps];
        for (int i = 0; i < count; i++) {
            for (int s = starts[i]; s < starts[i + 1]; s++) {
                times[s] = (s - starts[i]) * 0.3 + 0.1 * (i % 3);
                values[2 * s] = number(i, s);
                values[2 * s + 1] = s % 4 == 3 ? Double.NaN : number(i, s + 100);
            }
        }
        return Examples.of(
                new Column(Field.series("v", Storage.FLOAT64, 2), new Values.Doubles(values), starts),
                new Column(Field.series("time", Storage.FLOAT64), new Values.Doubles(times), starts),
                rows("y", count, 1));
    }

    /** Between visits dh/ds = gap tanh(A h); at a visit h = tanh(U h + V v + M mask). */
    private static Chain odeRnn(Solved.How how, Recurrent.Order order) {
        Net field = Net.of(Program.of(g -> g.output(
                "h", g.param("A", H, H).matmul(g.example("h", H)).tanh().times(g.example("gap")))));
        Mapped gap = map(g -> {
            Expr time = g.example("time");
            Expr alive = g.example(Recurrent.ALIVE);
            g.output("gap", time.minus(g.example("last")).times(alive));
            g.output("last", alive.where(time, g.example("last")));
        });
        Mapped update = map(g -> {
            Expr h = g.example("h", H);
            Expr next = g.param("U", H, H)
                    .matmul(h)
                    .plus(g.param("V", H, 2).matmul(g.example("v", 2)))
                    .plus(g.param("M", H, 2).matmul(g.example("v.mask", 2)))
                    .tanh();
            Expr alive = g.example(Recurrent.ALIVE);
            g.output("h", alive.spread().broadcast(h.shape()).where(next, h));
        });
        Mapped begin = map(g -> {
            g.output("h", g.param("h0", H).spread());
            g.output("last", g.constant(0).spread());
        });
        Recurrent loop = new Recurrent(
                List.of("v", "v.mask", "time"),
                List.of("h", "last"),
                List.of(gap, new Solved(field, List.of("h"), how, Solved.Extent.to(1)), update),
                List.of("h"),
                order);
        return Chain.of(begin, loop);
    }

    /** z at the times of a record, whose squares are summed over its steps. */
    private static Chain atTimes(Solved.How how) {
        Net field = Net.of(Program.of(
                g -> g.output("h", g.param("A", H, H).matmul(g.example("h", H)).tanh())));
        Mapped add = map(g -> {
            Expr error = g.example("h", H).at(0).minus(g.example("v", 2).at(0)).square();
            g.output(
                    "sum",
                    g.example("sum").plus(error.times(g.example("v.mask", 2).at(0))));
        });
        return Chain.of(
                map(g -> {
                    g.output("h", g.param("W", H).times(g.example("y")));
                    g.output("sum", g.constant(0).spread());
                }),
                new Solved(field, List.of("h"), how, Solved.Extent.at("time")),
                new Recurrent(
                        List.of("v", "v.mask", "h"),
                        List.of("sum"),
                        List.of(add),
                        List.of(),
                        Recurrent.Order.FIRST_TO_LAST));
    }

    private static Head sum() {
        Program program = Program.of(g -> {
            g.output(Head.LOSS, g.example("sum"));
            g.output("error", g.example("sum"));
        });
        return new Head(Net.of(program), List.of(Measure.lower("error", "")));
    }

    /** A model and its records. */
    record Setting(String name, Chain chain, Head head, Examples examples) {
        ChainObjective on(Engine engine) {
            return new ChainObjective(engine, chain, head);
        }

        FlatVector theta() {
            return chain.then(Chain.of(new Mapped(head.net()))).initial(Precision.FLOAT64, KEY);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Setting> settings() {
        return Stream.of(Stepping.values())
                .flatMap(s -> Stream.of(
                        new Setting("neural ODE " + s, neuralOde(how(s)), squares("h"), records(5)),
                        new Setting(
                                "ODE-RNN " + s, odeRnn(how(s), Recurrent.Order.FIRST_TO_LAST), squares("h"), series(7)),
                        new Setting("at times " + s, atTimes(how(s)), sum(), series(7))));
    }

    @ParameterizedTest
    @MethodSource("settings")
    @DisplayName("the gradient is that of central differences, and the loss that of the evaluation")
    void gradient(Setting setting) {
        ChainObjective objective = setting.on(ENGINE);
        FlatVector theta = setting.theta();
        FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
        Sums sums = objective.differentiate(setting.examples(), theta, KEY, gradient);
        assertThat(sums.failed()).isZero();
        assertThat(sums.count()).isEqualTo(setting.examples().count());
        // Equal steps over spans of their own are not those over a common one.
        double tolerance = setting.name().startsWith("at times") ? 1e-5 : 1e-12;
        assertThat(objective.evaluate(setting.examples(), theta, KEY).sum()).isCloseTo(sums.sum(), within(tolerance));
        double h = 1e-5;
        for (int i = 0; i < theta.length(); i++) {
            FlatVector up = theta.copy();
            FlatVector down = theta.copy();
            up.set(i, theta.get(i) + h);
            down.set(i, theta.get(i) - h);
            double difference = (trained(objective, setting, up) - trained(objective, setting, down)) / (2 * h);
            // Losses of size 10: rounding 1e-10, truncation of third derivatives of size 10 the same.
            assertThat(gradient.get(i)).as(objective.layout().toString()).isCloseTo(difference, within(1e-8));
        }
    }

    private static double trained(ChainObjective objective, Setting setting, FlatVector theta) {
        FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
        return objective.differentiate(setting.examples(), theta, KEY, gradient).sum();
    }

    @ParameterizedTest
    @MethodSource("settings")
    @DisplayName("the bits of a gradient do not depend on the number of threads")
    void threads(Setting setting) {
        FlatVector theta = setting.theta();
        Examples many = Examples.joined(List.of(setting.examples(), setting.examples(), setting.examples()));
        Set<List<Double>> ends = new java.util.HashSet<>();
        for (int threads : new int[] {1, 3}) {
            try (Engine engine = new CpuEngine(Precision.FLOAT64, threads)) {
                FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
                Examples repeated = Examples.joined(
                        IntStream.range(0, 12).mapToObj(i -> many).toList());
                setting.on(engine).differentiate(repeated, theta, KEY, gradient);
                ends.add(IntStream.range(0, gradient.length())
                        .mapToObj(gradient::get)
                        .toList());
            }
        }
        assertThat(ends).hasSize(1);
    }

    @Test
    @DisplayName("with steps of its own the loss of a record is the same bit for bit beside any others")
    void alone() {
        Solved.How how = new Solved.How(Dopri5.solver(1e-4).with(Stepping.PER_EXAMPLE), new Checkpointed());
        Setting setting = new Setting("", odeRnn(how, Recurrent.Order.LAST_TO_FIRST), squares("h"), series(9));
        ChainObjective objective = setting.on(ENGINE);
        double sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += objective
                    .evaluate(setting.examples().range(i, 1), setting.theta(), KEY)
                    .sum();
        }
        assertThat(objective.evaluate(setting.examples(), setting.theta(), KEY).sum())
                .isEqualTo(sum);
    }

    @Test
    @DisplayName("a record whose loss is not finite is left out with advice, and the gradient is that of the others")
    void notFinite() {
        Setting setting = new Setting("", neuralOde(how(Stepping.PER_TILE)), squares("h"), records(6));
        double[] targets = new double[6];
        IntStream.range(0, 6).forEach(i -> targets[i] = i == 2 ? 1e200 : i);
        Examples bad = Examples.of(
                setting.examples().column("x"), Column.of(Field.of("y", Storage.FLOAT64), new Values.Doubles(targets)));
        ChainObjective objective = setting.on(ENGINE);
        FlatVector gradient =
                FlatVector.zeros(Precision.FLOAT64, setting.theta().length());
        FlatVector others = FlatVector.zeros(Precision.FLOAT64, setting.theta().length());
        Sums sums = objective.differentiate(bad, setting.theta(), KEY, gradient);
        objective.differentiate(bad.pick(0, 1, 3, 4, 5), setting.theta(), KEY, others);
        assertThat(sums.count()).isEqualTo(5);
        assertThat(sums.failed()).isOne();
        assertThat(sums.advice()).first().asString().contains("loss of a record is not finite");
        assertThat(gradient).isEqualTo(others);
        assertThat(objective.evaluate(bad, setting.theta(), KEY).failed()).isOne();
    }

    @Test
    @DisplayName("labels that are no class, missing times and infinite observations leave out their record alone")
    void unusable() {
        Chain rnn = ChainBuilder.empty()
                .then(new OdeRnn("v", 2, "time", H, Dense.of(H), how(Stepping.PER_TILE)))
                .chain();
        ChainObjective objective = new ChainObjective(ENGINE, rnn, Heads.classes(Shape.of(H), "label", 2));
        Examples series = series(6);
        double[] times =
                ((Values.Doubles) series.column("time").values()).values().clone();
        double[] values =
                ((Values.Doubles) series.column("v").values()).values().clone();
        times[series.column("time").begin(1)] = Double.NaN;
        values[series.column("v").begin(2)] = Double.POSITIVE_INFINITY;
        int[] starts = series.column("v").starts();
        Examples bad = Examples.of(
                new Column(series.column("v").field(), new Values.Doubles(values), starts),
                new Column(series.column("time").field(), new Values.Doubles(times), starts),
                Column.of("label", 0, 1, 0, 7, 1, 0));
        FlatVector theta = objective.initial(KEY);
        FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
        FlatVector others = FlatVector.zeros(Precision.FLOAT64, theta.length());
        Sums sums = objective.differentiate(bad, theta, KEY, gradient);
        objective.differentiate(bad.pick(0, 4, 5), theta, KEY, others);
        assertThat(sums.failed()).isEqualTo(3);
        assertThat(sums.count()).isEqualTo(3);
        assertThat(gradient).isEqualTo(others);
    }

    @Test
    @DisplayName("fields that are missing or do not fit are told by name")
    void refused() {
        Setting setting = new Setting("", neuralOde(how(Stepping.PER_TILE)), squares("h"), records(2));
        ChainObjective objective = setting.on(ENGINE);
        Examples without = Examples.of(rows("x", 2, D));
        Examples narrow = Examples.of(rows("x", 2, D - 1), rows("y", 2, 1));
        FlatVector theta = setting.theta();
        assertThatThrownBy(() -> objective.evaluate(without, theta, KEY))
                .hasMessageContaining("expected one of [x], got 'y'");
        assertThatThrownBy(() -> objective.evaluate(narrow, theta, KEY))
                .hasMessageContaining("field 'x': expected [3]")
                .hasMessageContaining("got [2]");
        assertThatThrownBy(() ->
                        new Recurrent(List.of("v"), List.of("h"), List.of(), List.of(), Recurrent.Order.FIRST_TO_LAST))
                .hasMessageContaining("does not write [h]");
        assertThatThrownBy(() -> neuralOde(how(Stepping.PER_TILE))
                        .then(Chain.of(map(g -> g.output("v", g.example("h", H + 1))))))
                .hasMessageContaining("value 'h': expected [5], as a stage reads it, got one of [4]");
        assertThatThrownBy(() -> ChainBuilder.of("x", 2).then(OdeLayer.of(Dense.of(3), how(Stepping.PER_TILE))))
                .hasMessageContaining("they must be equal");
        assertThatThrownBy(() -> map(g -> g.output("y", g.shared("s")))).hasMessageContaining("the SHARED 's'");
    }
}
