package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.data.Examples;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.ReferenceEngine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.nn.Activation;
import io.tacit.core.solve.Work;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The objective: its gradient, its bits, what it refuses. */
class FlowMatchingTest {

    private static final Engine CPU = new CpuEngine(2);
    private static final Cnf CNF = Cnf.ffjord(2, 1, Activation.TANH, 8);
    private static final FlatVector THETA = theta(CNF, Precision.FLOAT32);
    private static final int RECORDS = 7 * 64 + 5;
    private static final Examples EXAMPLES = Toys.eightGaussians(RECORDS);
    private static final FlowMatching OBJECTIVE = new FlowMatching(CPU, CNF, Matching.DEFAULT);
    private static final Matching OPTIMAL = coupled(new Coupling.Exact(16));

    @AfterAll
    static void close() {
        CPU.close();
    }

    private static FlatVector theta(Cnf cnf, Precision precision) {
        FlatVector theta = cnf.initial(precision, Toys.KEY);
        theta.scale(2);
        return theta;
    }

    private static FlatVector zeros() {
        return FlatVector.zeros(Precision.FLOAT32, THETA.length());
    }

    private static Matching coupled(Coupling coupling) {
        return new Matching(new StraightPath(0.1), new TimeSampling.Power(2), coupling);
    }

    static Stream<Matching> matchings() {
        return Stream.of(
                Matching.DEFAULT,
                new Matching(new VariancePreservingPath(0.1), new TimeSampling.Uniform(), new Coupling.Independent()),
                coupled(new Coupling.Exact(4)),
                new Matching(
                        new VariancePreservingPath(0),
                        new TimeSampling.LogitNormal(0, 2),
                        new Coupling.Sinkhorn(5, 0.1, 20)));
    }

    @ParameterizedTest
    @MethodSource("matchings")
    @DisplayName("the gradient is that of the sum of losses with the same noise, and is added to what is there")
    void differences(Matching how) {
        Cnf cnf = CNF.withT1(0.7);
        FlowMatching objective = new FlowMatching(new ReferenceEngine(4), cnf, how);
        Examples examples = Toys.eightGaussians(9);
        FlatVector theta = theta(cnf, Precision.FLOAT64);
        FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
        gradient.set(0, 100);
        Sums evaluation = objective.differentiate(examples, theta, Toys.KEY, gradient);
        double sum = objective.evaluate(examples, theta, Toys.KEY).sum();
        assertThat(evaluation.sum()).isCloseTo(sum, within(1e-12 * sum));
        double h = 1e-5;
        for (int i = 0; i < theta.length(); i++) {
            FlatVector up = theta.copy();
            FlatVector down = theta.copy();
            up.set(i, theta.get(i) + h);
            down.set(i, theta.get(i) - h);
            double difference = objective.evaluate(examples, up, Toys.KEY).sum()
                    - objective.evaluate(examples, down, Toys.KEY).sum();
            // Rounding of a sum of about 100, 1e-14 / h, and third derivatives times h².
            assertThat(gradient.get(i) - (i == 0 ? 100 : 0)).isCloseTo(difference / (2 * h), within(1e-7));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    @DisplayName("the bits of a gradient do not depend on the number of threads, with and without coupling")
    void threads(int threads) {
        try (Engine engine = new CpuEngine(threads)) {
            for (Matching how : List.of(Matching.DEFAULT, OPTIMAL)) {
                FlatVector two = zeros();
                FlatVector other = zeros();
                Sums expected = new FlowMatching(CPU, CNF, how).differentiate(EXAMPLES, THETA, Toys.KEY, two);
                Sums evaluation = new FlowMatching(engine, CNF, how).differentiate(EXAMPLES, THETA, Toys.KEY, other);
                assertThat(other.sha256()).isEqualTo(two.sha256());
                assertThat(evaluation).isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName(
            "noise and time belong to the record: its loss is the same alone, among others, in any order, in training and evaluation")
    void record() {
        int[] backwards = IntStream.range(0, RECORDS).map(i -> RECORDS - 1 - i).toArray();
        double[] losses = new double[RECORDS];
        for (int i = 0; i < RECORDS; i += 50) {
            losses[i] =
                    OBJECTIVE.evaluate(EXAMPLES.range(i, 1), THETA, Toys.KEY).sum();
            int[] some = {backwards[i], i};
            Sums two = OBJECTIVE.differentiate(EXAMPLES.pick(some), THETA, Toys.KEY, zeros());
            Sums other = OBJECTIVE.differentiate(EXAMPLES.range(backwards[i], 1), THETA, Toys.KEY, zeros());
            assertThat(two.sum()).isEqualTo(losses[i] + other.sum());
        }
        assertThat(OBJECTIVE
                        .evaluate(EXAMPLES.range(0, 1), THETA, Toys.KEY.with(1))
                        .sum())
                .isNotEqualTo(losses[0]);
        Sums forwards = OBJECTIVE.differentiate(EXAMPLES, THETA, Toys.KEY, zeros());
        Sums turned = OBJECTIVE.differentiate(EXAMPLES.pick(backwards), THETA, Toys.KEY, zeros());
        // Sums of doubles in another order.
        assertThat(turned.sum()).isCloseTo(forwards.sum(), within(1e-12 * forwards.sum()));
    }

    @Test
    @DisplayName(
            "one evaluation of the field and one of its derivative a record, and none where only the loss is asked for")
    void work() {
        Sums step = OBJECTIVE.differentiate(EXAMPLES, THETA, Toys.KEY, zeros());
        Work each = new Work(RECORDS, 0, 0);
        assertThat(step.forward()).isEqualTo(each);
        assertThat(step.backward()).isEqualTo(each);
        Sums value = OBJECTIVE.evaluate(EXAMPLES, THETA, Toys.KEY);
        assertThat(value.sum()).isEqualTo(step.sum());
        assertThat(value.first().orElseThrow().yy())
                .isEqualTo(step.first().orElseThrow().yy());
        assertThat(value.count()).isEqualTo(RECORDS);
        assertThat(value.backward()).isEqualTo(Work.NONE);
        assertThat(OBJECTIVE.costs(EXAMPLES, THETA, Toys.KEY)).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY, 1e25f, -3e38f})
    @DisplayName("K5 a record that is not finite, or whose loss is not, is counted and advised on, and the others stay")
    void poisoned(float poison) {
        int[] others = IntStream.range(0, RECORDS).filter(i -> i != 70).toArray();
        Examples examples = Toys.poisoned(EXAMPLES, 70, poison);
        FlatVector gradient = zeros();
        FlatVector expected = zeros();
        Sums evaluation = OBJECTIVE.differentiate(examples, THETA, Toys.KEY, gradient);
        Sums without = OBJECTIVE.differentiate(EXAMPLES.pick(others), THETA, Toys.KEY, expected);
        assertThat(evaluation.failed()).isOne();
        assertThat(evaluation.count()).isEqualTo(RECORDS - 1);
        assertThat(evaluation.advice()).hasSize(1);
        assertThat(evaluation.sum()).isCloseTo(without.sum(), within(1e-12 * without.sum()));
        for (int i = 0; i < gradient.length(); i++) {
            // Tiles of other records: float32 sums of 452 gradients of size 10 in another order.
            assertThat(gradient.get(i)).isCloseTo(expected.get(i), within(1e-2));
        }
        Sums value = OBJECTIVE.evaluate(examples, THETA, Toys.KEY);
        assertThat(value.sum()).isEqualTo(evaluation.sum());
        assertThat(value.failed()).isOne();
        assertThat(value.advice()).isEqualTo(evaluation.advice());
        Sums paired = new FlowMatching(CPU, CNF, OPTIMAL).differentiate(examples, THETA, Toys.KEY, gradient);
        assertThat(paired.failed()).isOne();
        assertThat(gradient.firstNonFinite()).isNegative();
    }

    @Test
    @DisplayName("no records: nothing, coupled or not")
    void none() {
        Examples empty = EXAMPLES.range(0, 0);
        for (Matching how : List.of(Matching.DEFAULT, OPTIMAL)) {
            FlowMatching objective = new FlowMatching(CPU, CNF, how);
            FlatVector gradient = zeros();
            assertThat(objective.differentiate(empty, THETA, Toys.KEY, gradient))
                    .isEqualTo(Sums.NONE);
            assertThat(objective.evaluate(empty, THETA, Toys.KEY)).isEqualTo(Sums.NONE);
            assertThat(gradient).isEqualTo(zeros());
        }
    }

    @Test
    @DisplayName("coupling brings noise and records together: shorter paths, hence a smaller loss of a field at rest")
    void shorter() {
        FlatVector rest = zeros();
        double apart = OBJECTIVE.evaluate(EXAMPLES, rest, Toys.KEY).mean();
        Matching exact = new Matching(new StraightPath(0), Matching.DEFAULT.times(), new Coupling.Exact(64));
        Matching soft =
                new Matching(new StraightPath(0), Matching.DEFAULT.times(), new Coupling.Sinkhorn(64, 0.05, 50));
        double paired = new FlowMatching(CPU, CNF, exact)
                .evaluate(EXAMPLES, rest, Toys.KEY)
                .mean();
        double drawn = new FlowMatching(CPU, CNF, soft)
                .evaluate(EXAMPLES, rest, Toys.KEY)
                .mean();
        // E|z − x|² = 2 + E|x|² is about 10, that between optimal partners about (√E|x|² − 1.25)² + …: less than half.
        assertThat(apart).isBetween(9.0, 12.0);
        assertThat(paired).isLessThan(0.5 * apart);
        assertThat(drawn).isBetween(paired, 0.6 * apart);
    }

    @Test
    @DisplayName(
            "a batch smaller than the group of a coupling is refused in training; the last group of a batch may be smaller")
    void smallBatch() {
        FlowMatching objective = new FlowMatching(CPU, CNF, coupled(new Coupling.Exact(64)));
        assertThatThrownBy(() -> objective.differentiate(EXAMPLES.range(0, 10), THETA, Toys.KEY, zeros()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "coupling: expected a batch of at least 64 records, as many as are paired among themselves, got 10:"
                                + " take smaller groups, larger batches, or fewer workers where each has fewer records than that");
        assertThat(objective
                        .differentiate(EXAMPLES.range(0, 70), THETA, Toys.KEY, zeros())
                        .count())
                .isEqualTo(70);
        assertThat(objective.evaluate(EXAMPLES.range(0, 10), THETA, Toys.KEY).count())
                .isEqualTo(10);
        Examples one = Toys.poisoned(EXAMPLES.range(0, 64), 3, Float.NaN);
        assertThat(objective.differentiate(one, THETA, Toys.KEY, zeros()).count())
                .isEqualTo(63);
    }

    @Test
    @DisplayName("a flow of two fields is refused")
    void twoFields() {
        assertThatThrownBy(() -> new FlowMatching(CPU, Toys.SMALL, Matching.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a flow with one vector field, got 2");
    }
}
