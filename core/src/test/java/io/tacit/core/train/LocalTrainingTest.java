package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.data.Batches;
import io.tacit.core.data.Examples;
import io.tacit.core.data.Share;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.optim.Adam;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.Schedule;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The loop of steps as a pure function of its arguments. */
class LocalTrainingTest {

    private static final Optimizer ADAM = Adam.of(new Schedule.Constant(1e-2));
    private static final Examples SHARE = Toys.eightGaussians(150);

    private static String bits(TrainingState state) {
        StringBuilder bits = new StringBuilder(state.theta().sha256())
                .append(state.optimizer().step());
        state.optimizer().moments().forEach((name, v) -> bits.append(name).append(v.sha256()));
        return bits.toString();
    }

    @Test
    @DisplayName("C15 ten steps are five and five more, bit for bit")
    void resumes() {
        try (Engine engine = new CpuEngine(2)) {
            MaximumLikelihood objective = new MaximumLikelihood(engine, Toys.SMALL, CnfSettings.tolerance(1e-3));
            TrainingState start = TrainingState.start(Toys.SMALL.initial(Precision.FLOAT32, Toys.KEY), ADAM);
            String before = bits(start);
            LocalTraining training = new LocalTraining(ADAM, 64);
            LocalTraining.Result whole = training.run(objective, SHARE, start, 0, 10, Toys.KEY);
            LocalTraining.Result half = training.run(objective, SHARE, start, 0, 5, Toys.KEY);
            LocalTraining.Result rest = training.run(objective, SHARE, half.state(), 5, 5, Toys.KEY);
            assertThat(bits(rest.state())).isEqualTo(bits(whole.state())).isNotEqualTo(before);
            assertThat(rest.examples() + half.examples())
                    .isEqualTo(whole.examples())
                    .isEqualTo(640);
            assertThat(half.evaluation().plus(rest.evaluation()).forward())
                    .isEqualTo(whole.evaluation().forward());
            assertThat(bits(start)).as("the start is read only").isEqualTo(before);
        }
    }

    /** The gradient of every example is 1; remembers what it was asked. */
    record Ones(List<Examples> seen, float bad) implements Objective {

        @Override
        public ParamLayout layout() {
            return ParamLayout.EMPTY.append("w", List.of());
        }

        @Override
        public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
            seen.add(examples);
            gradient.set(0, gradient.get(0) + examples.count());
            for (float x : examples.rows()) {
                if (x == bad) {
                    gradient.set(0, Double.NaN);
                }
            }
            return Sums.ofLoss(examples.count(), examples.count(), examples.count());
        }

        @Override
        public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
            return Sums.NONE;
        }
    }

    private static LocalTraining.Result run(Ones objective, Examples share, int batch, int steps) {
        TrainingState start = TrainingState.start(FlatVector.of(0.0), ADAM);
        return new LocalTraining(ADAM, batch).run(objective, share, start, 0, steps, Toys.KEY);
    }

    @Test
    @DisplayName("C20 an empty share moves nothing")
    void empty() {
        Ones objective = new Ones(new ArrayList<>(), Float.NaN);
        LocalTraining.Result result = run(objective, SHARE.range(0, 0), 8, 4);
        assertThat(result.state().theta().get(0)).isZero();
        assertThat(result.evaluation()).isEqualTo(Sums.NONE);
        assertThat(result.examples()).isZero();
        assertThat(objective.seen()).isEmpty();
    }

    @Test
    @DisplayName("C20 with fewer records than a batch, every batch is all of them")
    void few() {
        Ones objective = new Ones(new ArrayList<>(), Float.NaN);
        LocalTraining.Result result = run(objective, SHARE.range(0, 3), 8, 4);
        assertThat(objective.seen()).hasSize(4).allSatisfy(e -> assertThat(e.ids())
                .containsExactlyInAnyOrder(0, 1, 2));
        assertThat(result.examples()).isEqualTo(12);
        // Adam with a constant gradient of 1: each step is the rate.
        assertThat(result.state().theta().get(0)).isBetween(-0.0401, -0.0399);
    }

    @Test
    @DisplayName("a step whose gradient is not finite leaves parameters and optimizer alone and is counted")
    void skips() {
        Examples share = Toys.poisoned(SHARE.range(0, 8), 5, 42);
        Ones objective = new Ones(new ArrayList<>(), 42);
        LocalTraining.Result result = run(objective, share, 2, 8);
        assertThat(result.skippedSteps()).isEqualTo(2);
        assertThat(result.state().optimizer().step()).isEqualTo(6);
        assertThat(result.examples()).isEqualTo(12);
        assertThat(result.state().theta().firstNonFinite()).isNegative();
    }

    /** Hands out records once. */
    private static final class Elsewhere implements Share {
        private int asked;

        @Override
        public int count() {
            return SHARE.count();
        }

        @Override
        public Examples all() {
            asked++;
            return SHARE;
        }

        @Override
        public Examples pick(int... which) {
            assertThat(which).isSorted().doesNotHaveDuplicates();
            asked++;
            return SHARE.pick(which);
        }
    }

    @Test
    @DisplayName("a share that lies elsewhere is asked once for the records of all steps, and the batches are the same")
    void askedOnce() {
        // Of 150 records in batches of 20: some steps, some over the end of an epoch, and more than all.
        for (int[] extent : new int[][] {{0, 3}, {5, 5}, {4, 30}}) {
            Elsewhere elsewhere = new Elsewhere();
            List<List<Examples>> seen = new ArrayList<>();
            for (Share share : List.of(SHARE, elsewhere)) {
                Ones objective = new Ones(new ArrayList<>(), Float.NaN);
                new LocalTraining(ADAM, 20)
                        .run(
                                objective,
                                share,
                                TrainingState.start(FlatVector.of(0.0), ADAM),
                                extent[0],
                                extent[1],
                                Toys.KEY);
                seen.add(objective.seen());
            }
            assertThat(elsewhere.asked).isEqualTo(1);
            Batches batches = new Batches(SHARE.count(), 20, Toys.KEY.with("order"));
            Iterator<int[]> expected = batches.from(extent[0]);
            assertThat(seen.get(0)).hasSize(extent[1]);
            for (int step = 0; step < extent[1]; step++) {
                Examples batch = SHARE.pick(expected.next());
                for (List<Examples> run : seen) {
                    assertThat(run.get(step).ids()).isEqualTo(batch.ids());
                    assertThat(run.get(step).rows()).isEqualTo(batch.rows());
                }
            }
        }
    }

    @Test
    @DisplayName("epochs see every record once")
    void epochs() {
        Ones objective = new Ones(new ArrayList<>(), Float.NaN);
        run(objective, SHARE.range(0, 12), 4, 6);
        for (int epoch = 0; epoch < 2; epoch++) {
            assertThat(objective.seen().subList(3 * epoch, 3 * epoch + 3).stream()
                            .flatMapToLong(e -> java.util.Arrays.stream(e.ids()))
                            .sorted()
                            .toArray())
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        }
    }
}
