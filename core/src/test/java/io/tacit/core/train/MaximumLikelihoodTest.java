package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.adjoint.Backsolve;
import io.tacit.core.adjoint.Checkpointed;
import io.tacit.core.data.Examples;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.ReferenceEngine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.layer.Divergence;
import io.tacit.core.layer.Noise;
import io.tacit.core.layer.Penalties;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.FixedSteps;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.Stepping;
import io.tacit.core.solve.Work;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaximumLikelihoodTest {

    private static final Engine CPU = new CpuEngine(2);
    private static final CnfSettings SETTINGS = CnfSettings.tolerance(1e-4);
    private static final MaximumLikelihood OBJECTIVE = new MaximumLikelihood(CPU, Toys.SMALL, SETTINGS);
    private static final FlatVector THETA = theta(Precision.FLOAT32);
    private static final int RECORDS = 7 * 64 + 5;
    private static final Examples EXAMPLES = Toys.eightGaussians(RECORDS);

    @AfterAll
    static void close() {
        CPU.close();
    }

    private static FlatVector theta(Precision precision) {
        FlatVector theta = Toys.SMALL.initial(precision, Toys.KEY);
        theta.scale(2);
        return theta;
    }

    private static FlatVector zeros() {
        return FlatVector.zeros(Precision.FLOAT32, THETA.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    @DisplayName("the bits of a gradient do not depend on the number of threads")
    void threads(int threads) {
        FlatVector two = zeros();
        Sums expected = OBJECTIVE.differentiate(EXAMPLES, THETA, Toys.KEY, two);
        try (Engine engine = new CpuEngine(threads)) {
            FlatVector other = zeros();
            Sums evaluation =
                    new MaximumLikelihood(engine, Toys.SMALL, SETTINGS).differentiate(EXAMPLES, THETA, Toys.KEY, other);
            assertThat(other.sha256()).isEqualTo(two.sha256());
            assertThat(evaluation).isEqualTo(expected);
        }
        FlatVector again = zeros();
        OBJECTIVE.differentiate(EXAMPLES, THETA, Toys.KEY, again);
        assertThat(again.sha256()).as("a second time").isEqualTo(two.sha256());
    }

    @Test
    @DisplayName("the gradient is that of the sum of losses with the same noise, and is added to what is there")
    void differences() {
        Engine engine = new ReferenceEngine(4);
        Solver<Ode> fixed = Solver.of(new Dopri5(), new FixedSteps(3));
        CnfSettings settings = new CnfSettings(
                new Divergence.Hutchinson(Noise.GAUSSIAN), Penalties.NONE, fixed, new Checkpointed(), fixed);
        MaximumLikelihood objective = new MaximumLikelihood(engine, Toys.SMALL, settings);
        Examples examples = Toys.eightGaussians(9);
        FlatVector theta = theta(Precision.FLOAT64);
        FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
        gradient.set(0, 100);
        FlatVector unused = FlatVector.zeros(Precision.FLOAT64, theta.length());
        objective.differentiate(examples, theta, Toys.KEY, gradient);
        double h = 1e-5;
        for (int i = 0; i < theta.length(); i += 7) {
            FlatVector up = theta.copy();
            FlatVector down = theta.copy();
            up.set(i, theta.get(i) + h);
            down.set(i, theta.get(i) - h);
            double difference = objective
                            .differentiate(examples, up, Toys.KEY, unused)
                            .sum()
                    - objective.differentiate(examples, down, Toys.KEY, unused).sum();
            assertThat(gradient.get(i) - (i == 0 ? 100 : 0)).isCloseTo(difference / (2 * h), within(1e-6));
        }
    }

    @Test
    @DisplayName("Hutchinson losses agree with the exact one in the mean")
    void unbiased() {
        Examples examples = EXAMPLES.range(0, 128);
        double exact = OBJECTIVE.evaluate(examples, THETA, Toys.KEY).mean();
        int draws = 60;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double mean = OBJECTIVE
                    .differentiate(examples, THETA, Toys.KEY.with(i), zeros())
                    .mean();
            sum += mean;
            squares += mean * mean;
        }
        double mean = sum / draws;
        double standardError = Math.sqrt((squares / draws - mean * mean) / (draws - 1));
        assertThat(standardError).isGreaterThan(1e-6);
        // 4 standard errors, and the tolerance of the solves.
        assertThat(mean).isCloseTo(exact, within(4 * standardError + 1e-3));
    }

    @Test
    @DisplayName("noise belongs to the record: a record has the same loss alone and among others")
    void noiseOfRecord() {
        Solver<Ode> apart = SETTINGS.solver().with(Stepping.PER_EXAMPLE);
        MaximumLikelihood objective = new MaximumLikelihood(
                CPU,
                Toys.SMALL,
                new CnfSettings(SETTINGS.divergence(), Penalties.NONE, apart, new Checkpointed(), apart));
        Examples some = EXAMPLES.pick(77, 3, 200);
        double together =
                objective.differentiate(some, THETA, Toys.KEY, zeros()).sum();
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += objective
                    .differentiate(some.range(i, 1), THETA, Toys.KEY, zeros())
                    .sum();
        }
        assertThat(together).isEqualTo(sum);
        assertThat(objective
                        .differentiate(some, THETA, RandomKey.of(99), zeros())
                        .sum())
                .isNotEqualTo(sum);
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName(
            "K5 a record that is not finite is counted and named, and nothing else changes but the records it shared steps with")
    void poisonedTraining(Stepping stepping) {
        MaximumLikelihood objective = with(stepping);
        for (float poison : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
            FlatVector gradient = zeros();
            Sums evaluation = objective.differentiate(Toys.poisoned(EXAMPLES, 70, poison), THETA, Toys.KEY, gradient);
            assertThat(evaluation.failed()).isOne();
            assertThat(evaluation.count()).isEqualTo(RECORDS - 1);
            assertThat(evaluation.advice()).hasSize(1);
            int[] others = IntStream.range(0, RECORDS).filter(i -> i != 70).toArray();
            FlatVector expected = zeros();
            Sums without = objective.differentiate(EXAMPLES.pick(others), THETA, Toys.KEY, expected);
            assertThat(evaluation.sum()).isEqualTo(without.sum());
            assertThat(gradient.sha256()).isEqualTo(expected.sha256());
        }
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("K5 a huge record is never a NaN in the gradient")
    void hugeTraining(Stepping stepping) {
        MaximumLikelihood objective = with(stepping);
        for (float poison : new float[] {1e15f, 1e25f, -3e38f}) {
            FlatVector gradient = zeros();
            Sums evaluation = objective.differentiate(Toys.poisoned(EXAMPLES, 70, poison), THETA, Toys.KEY, gradient);
            assertThat(gradient.firstNonFinite()).isNegative();
            assertThat(evaluation.sum()).isFinite();
            assertThat(evaluation.count() + evaluation.failed()).isEqualTo(RECORDS);
            assertThat(evaluation.failed()).isLessThanOrEqualTo(stepping == Stepping.PER_BATCH ? RECORDS : 64);
            assertThat(evaluation.advice().isEmpty()).isEqualTo(evaluation.failed() == 0);
        }
    }

    private static MaximumLikelihood with(Stepping stepping) {
        return new MaximumLikelihood(
                CPU,
                Toys.SMALL,
                new CnfSettings(
                        SETTINGS.divergence(),
                        Penalties.NONE,
                        SETTINGS.solver().with(stepping),
                        new Checkpointed(),
                        SETTINGS.scoring()));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 1e25f})
    @DisplayName("K5 evaluation counts a poisoned record as failed, with advice, and sums the others")
    void poisonedEvaluation(float poison) {
        Sums evaluation = OBJECTIVE.evaluate(Toys.poisoned(EXAMPLES, 70, poison), THETA, Toys.KEY);
        assertThat(evaluation.failed()).isOne();
        assertThat(evaluation.count()).isEqualTo(RECORDS - 1);
        assertThat(evaluation.advice()).hasSize(1);
        assertThat(evaluation.advice().get(0)).doesNotContain("reached the end");
        int[] others = IntStream.range(0, RECORDS).filter(i -> i != 70).toArray();
        assertThat(evaluation.sum())
                .isEqualTo(OBJECTIVE
                        .evaluate(EXAMPLES.pick(others), THETA, Toys.KEY)
                        .sum());
    }

    @Test
    @DisplayName("K6 the work of an evaluation is the sum of its records'")
    void work() {
        Sums whole = OBJECTIVE.evaluate(EXAMPLES, THETA, Toys.KEY);
        List<Sums> parts = new ArrayList<>();
        for (int first = 0; first < RECORDS; first += 100) {
            parts.add(OBJECTIVE.evaluate(EXAMPLES.range(first, Math.min(100, RECORDS - first)), THETA, Toys.KEY));
        }
        Work sum = parts.stream().map(Sums::forward).reduce(Work.NONE, Work::plus);
        assertThat(whole.forward()).isEqualTo(sum);
        assertThat(whole.forward().evaluations()).isGreaterThan(RECORDS * 7L);
    }

    @ParameterizedTest
    @EnumSource(Stepping.class)
    @DisplayName("what a record costs in training is what its own solve evaluates, whichever others are beside it")
    void costs(Stepping stepping) {
        Examples examples = EXAMPLES.range(0, 100);
        long[] costs = with(stepping).costs(examples, THETA, Toys.KEY);
        for (int i = 0; i < 100; i += 11) {
            Sums alone = with(Stepping.PER_TILE).differentiate(examples.range(i, 1), THETA, Toys.KEY, zeros());
            assertThat(costs[i]).isEqualTo(alone.forward().evaluations());
        }
        assertThat(Arrays.stream(costs).distinct().count()).isGreaterThan(1);
        long[] poisoned = with(stepping).costs(Toys.poisoned(examples, 70, Float.POSITIVE_INFINITY), THETA, Toys.KEY);
        costs[70] = poisoned[70];
        assertThat(poisoned).isEqualTo(costs);
        assertThat(OBJECTIVE.costs(EXAMPLES.range(0, 0), THETA, Toys.KEY)).isEmpty();
    }

    @Test
    @DisplayName("PER_BATCH steps all records of a batch alike, though they are many tiles")
    void perBatch() {
        // A prime number of records, easy ones before hard ones: work of tiles that step apart is no multiple of it.
        Examples examples = EXAMPLES.range(0, 127);
        float[] rows = examples.rows().clone();
        for (int i = 128; i < rows.length; i++) {
            rows[i] *= 30;
        }
        Examples uneven = Examples.rows(2, rows, examples.ids());
        Work together = with(Stepping.PER_BATCH)
                .differentiate(uneven, THETA, Toys.KEY, zeros())
                .forward();
        Work byTile = with(Stepping.PER_TILE)
                .differentiate(uneven, THETA, Toys.KEY, zeros())
                .forward();
        assertThat(together.accepted() % 127).isZero();
        assertThat(byTile.accepted() % 127).isNotZero();
    }

    @Test
    @DisplayName("no records: nothing")
    void none() {
        Examples empty = EXAMPLES.range(0, 0);
        FlatVector gradient = zeros();
        assertThat(OBJECTIVE.differentiate(empty, THETA, Toys.KEY, gradient)).isEqualTo(Sums.NONE);
        assertThat(OBJECTIVE.evaluate(empty, THETA, Toys.KEY)).isEqualTo(Sums.NONE);
        assertThat(gradient).isEqualTo(zeros());
    }

    @Test
    @DisplayName("Backsolve and Checkpointed give the same gradient in float32, to the tolerance")
    void adjoints() {
        MaximumLikelihood continuous = new MaximumLikelihood(
                CPU,
                Toys.SMALL,
                new CnfSettings(
                        SETTINGS.divergence(), Penalties.NONE, SETTINGS.solver(), new Backsolve(), SETTINGS.scoring()));
        FlatVector exact = zeros();
        FlatVector other = zeros();
        OBJECTIVE.differentiate(EXAMPLES, THETA, Toys.KEY, exact);
        Sums evaluation = continuous.differentiate(EXAMPLES, THETA, Toys.KEY, other);
        assertThat(evaluation.backward().evaluations()).isPositive();
        double largest = IntStream.range(0, exact.length())
                .mapToDouble(i -> Math.abs(exact.get(i)))
                .max()
                .orElseThrow();
        for (int i = 0; i < exact.length(); i++) {
            assertThat(other.get(i)).isCloseTo(exact.get(i), within(1e-3 * largest));
        }
    }
}
