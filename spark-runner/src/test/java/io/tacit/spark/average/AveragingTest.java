package io.tacit.spark.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.optim.Adam;
import io.tacit.core.optim.Momentum;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.OptimizerState;
import io.tacit.core.optim.Schedule;
import io.tacit.core.optim.Sgd;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.LocalTraining;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.AveragingConfig.NonFinite;
import io.tacit.spark.config.AveragingConfig.OptimizerStates;
import io.tacit.spark.config.AveragingConfig.Weighting;
import io.tacit.spark.model.LinearRegression;
import io.tacit.spark.model.Shards;
import io.tacit.spark.worker.LocalWork;
import io.tacit.spark.worker.LossSums;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkCounters;
import io.tacit.spark.worker.WorkerResult;
import io.tacit.spark.worker.WorkerShard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AveragingTest {
    private static final AveragingConfig DEFAULT =
            new AveragingConfig(OptimizerStates.AVERAGE, Weighting.EXAMPLES, NonFinite.REJECT);
    private static final LinearRegression MODEL = new LinearRegression(Shards.FEATURES, Precision.FLOAT64);

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    @DisplayName("C02 K1 averaging after every SGD step is the step of the big batch, however many share it")
    void averageOfStepsIsBigBatchStep(int workers) {
        int[] sizes = new int[workers];
        Arrays.fill(sizes, 40 / workers);
        List<WorkerShard> shards = Shards.ofSizes(sizes);
        FlatVector averaged = sgdRounds(shards, DEFAULT, 20);
        FlatVector bigBatch = sgdRounds(List.of(Shards.together(shards)), DEFAULT, 20);
        assertThat(distance(averaged, bigBatch)).isLessThan(1e-12);
    }

    @Test
    @DisplayName("C03 K2 shards of unequal size count by their examples")
    void unequalShards() {
        List<WorkerShard> shards = Shards.ofSizes(10, 20, 5, 5);
        FlatVector bigBatch = sgdRounds(List.of(Shards.together(shards)), DEFAULT, 1);
        AveragingConfig equal = new AveragingConfig(OptimizerStates.AVERAGE, Weighting.EQUAL, NonFinite.REJECT);
        assertThat(distance(sgdRounds(shards, DEFAULT, 1), bigBatch)).isLessThan(1e-12);
        assertThat(distance(sgdRounds(shards, equal, 1), bigBatch)).isGreaterThan(1e-4);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("C04 what becomes of Adam's moments: equal to a loop written out by hand")
    void adamMoments(OptimizerStates policy) {
        double[] targets = {1.5, -0.25};
        int rounds = 4;
        int steps = 3;
        double[] expected = adamByHand(policy, targets, rounds, steps);
        assertThat(adamRounds(policy, targets, rounds, steps)).containsExactly(expected, within(1e-12));
    }

    @Test
    @DisplayName("C20 workers without records change nothing")
    void emptyShards() {
        FlatVector with = sgdRounds(Shards.ofSizes(0, 3, 0, 0, 0, 0, 0, 0), DEFAULT, 5);
        RoundStart start = start(with);
        RoundAverage average = round(Shards.ofSizes(0, 3, 0, 0), DEFAULT, start);
        assertThat(average.contributors()).isEqualTo(1);
        assertThat(average.examples()).isEqualTo(3);
        assertThat(average.rejected()).isEmpty();
    }

    @Test
    @DisplayName("C21 a result that is not finite is left out, counted and named")
    void rejects() {
        RoundStart start = start(FlatVector.of(0.0, 0.0));
        RoundAverage average = Averaging.of(
                DEFAULT, start, List.of(result(0, 5, 1, 2), result(1, 9, 3, Double.NaN), result(2, 5, 3, 6)));
        assertThat(average.theta()).isEqualTo(FlatVector.of(2.0, 4.0));
        assertThat(average.examples()).isEqualTo(10);
        assertThat(average.rejected()).containsExactly(new Rejection(1, "parameter 1 is NaN"));
    }

    @Test
    @DisplayName("with trimming, a worker that sends nonsense moves nothing")
    void trims() {
        AveragingConfig trimmed =
                new AveragingConfig(OptimizerStates.AVERAGE, Weighting.EXAMPLES, NonFinite.REJECT, Optional.of(0.34));
        RoundAverage average = Averaging.of(
                trimmed,
                start(FlatVector.of(0.0, 0.0)),
                List.of(result(0, 5, 1, 2), result(1, 9, 1e12, -1e12), result(2, 5, 3, 6)));
        assertThat(average.theta()).isEqualTo(FlatVector.of(3.0, 2.0));
        assertThat(average.examples()).isEqualTo(19);
    }

    @Test
    @DisplayName("C21 a worker none of whose steps could be used is left out, counted and named")
    void rejectsWorkersWithoutAStep() {
        WorkerResult stuck = new WorkerResult(
                0,
                0,
                0,
                FlatVector.of(0.0, 0.0),
                new OptimizerState(0, Map.of()),
                LossSums.ZERO,
                new WorkCounters(0, 0, 0, 0, 0, 40),
                List.of("the field may be stiff"));
        RoundAverage average = Averaging.of(DEFAULT, start(FlatVector.of(7.0, 7.0)), List.of(stuck));
        assertThat(average.contributors()).isZero();
        assertThat(average.theta()).isEqualTo(FlatVector.of(7.0, 7.0));
        assertThat(average.advice()).containsExactly("the field may be stiff");
        assertThat(average.rejected())
                .containsExactly(new Rejection(0, "no step had a finite loss and gradient (40 records)"));
    }

    @Test
    @DisplayName("C21 policy fail names worker, round and first bad index")
    void fails() {
        AveragingConfig fail = new AveragingConfig(OptimizerStates.AVERAGE, Weighting.EXAMPLES, NonFinite.FAIL);
        RoundStart start = start(FlatVector.of(0.0, 0.0));
        assertThatThrownBy(() -> Averaging.of(fail, start, List.of(result(0, 5, 1, Double.NEGATIVE_INFINITY))))
                .isInstanceOf(NonFiniteResultException.class)
                .hasMessageContaining("round 1, worker 0: parameter 1 is -Infinity");
    }

    @Test
    @DisplayName("the average of equal vectors, and of one, is that vector bit by bit")
    void equalVectors() {
        FlatVector odd = FlatVector.of(0.1, 1.0 / 3, 1e290, Double.MIN_VALUE, -0.7);
        for (long examples : new long[] {1, 3, 1000, 999_999_937}) {
            List<WorkerResult> results = IntStream.range(0, 5)
                    .mapToObj(w -> result(w, examples + w, odd))
                    .toList();
            assertThat(Averaging.of(DEFAULT, start(odd), results).theta()).isEqualTo(odd);
            assertThat(Averaging.of(DEFAULT, start(odd), results.subList(0, 1)).theta())
                    .isEqualTo(odd);
        }
    }

    @Test
    @DisplayName("zero is neutral and merging is associative")
    void monoid() {
        RoundStart start = start(FlatVector.zeros(Precision.FLOAT64, 200));
        List<WorkerResult> results = IntStream.range(0, 9)
                .mapToObj(w -> result(w, 1 + 7L * w, noise(w, 200)))
                .toList();
        FlatVector flat = Averaging.of(DEFAULT, start, results).theta();
        assertThat(grouped(start, results, 1).theta()).isEqualTo(flat);
        assertThat(grouped(start, results, 2).theta()).isEqualTo(flat);
        assertThat(grouped(start, results, 4).theta()).isEqualTo(flat);
        Averaging zero = Averaging.zero(DEFAULT, start);
        zero.merge(fold(start, results));
        zero.merge(Averaging.zero(DEFAULT, start));
        assertThat(zero.finish(9).theta()).isEqualTo(flat);
    }

    @Test
    @DisplayName("each worker counts once, in rank order")
    void order() {
        Averaging fold = Averaging.zero(DEFAULT, start(FlatVector.of(0.0, 0.0)));
        fold.add(result(1, 5, 1, 2));
        assertThatThrownBy(() -> fold.add(result(1, 5, 1, 2))).hasMessageContaining("expected a rank above 1, got 1");
        assertThatThrownBy(() -> fold.add(result(0, 5, 1, 2))).hasMessageContaining("rank order");
        assertThatThrownBy(() -> fold.finish(2)).hasMessageContaining("each of 2 workers, got 1");
    }

    private static RoundAverage grouped(RoundStart start, List<WorkerResult> results, int size) {
        Averaging all = Averaging.zero(DEFAULT, start);
        for (int from = 0; from < results.size(); from += size) {
            all.merge(fold(start, results.subList(from, Math.min(results.size(), from + size))));
        }
        return all.finish(results.size());
    }

    private static Averaging fold(RoundStart start, List<WorkerResult> results) {
        Averaging fold = Averaging.zero(DEFAULT, start);
        results.forEach(fold::add);
        return fold;
    }

    private static FlatVector sgdRounds(List<WorkerShard> shards, AveragingConfig rules, int rounds) {
        RoundStart start = start(MODEL.initialTheta(RandomKey.of(3)));
        for (int round = 0; round < rounds; round++) {
            RoundAverage average = round(shards, rules, start);
            start = start.next(1, average.theta(), average.optimizers());
        }
        return start.theta();
    }

    private static RoundAverage round(List<WorkerShard> shards, AveragingConfig rules, RoundStart start) {
        Optimizer sgd = new Sgd(new Schedule.Constant(0.1), new Momentum.None(), 0);
        LocalWork work = new LocalWork(new LocalTraining(sgd, 1000), 1, rules.optimizerStates(), 1);
        List<WorkerResult> results =
                shards.stream().map(shard -> work.run(MODEL, shard, start, 0)).toList();
        return Averaging.of(rules, start, results);
    }

    /** Each worker w minimises (b - targets[w])² / 2 over b: a regression without features. */
    private static double[] adamRounds(OptimizerStates policy, double[] targets, int rounds, int steps) {
        LinearRegression model = new LinearRegression(0, Precision.FLOAT64);
        Optimizer adam = Adam.of(new Schedule.Constant(0.1));
        LocalWork work = new LocalWork(new LocalTraining(adam, 1), steps, policy, 1);
        AveragingConfig rules = new AveragingConfig(policy, Weighting.EXAMPLES, NonFinite.REJECT);
        FlatVector zero = FlatVector.of(0.0);
        RoundStart start = new RoundStart(1, 0, zero, List.of(adam.init(zero)));
        double[] path = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            List<WorkerResult> results = new ArrayList<>();
            for (int w = 0; w < targets.length; w++) {
                WorkerShard shard = new WorkerShard(w, 1, new long[] {w}, new float[] {(float) targets[w]});
                results.add(work.run(model, shard, start, 0));
            }
            RoundAverage average = Averaging.of(rules, start, results);
            start = start.next(steps, average.theta(), average.optimizers());
            path[round] = start.theta().get(0);
        }
        return path;
    }

    /** Kingma and Ba, algorithm 1, once for each worker, with plain numbers. */
    private static double[] adamByHand(OptimizerStates policy, double[] targets, int rounds, int steps) {
        int workers = targets.length;
        double[] m = new double[workers];
        double[] v = new double[workers];
        double[] path = new double[rounds];
        double theta = 0;
        int t = 0;
        for (int round = 0; round < rounds; round++) {
            double[] own = new double[workers];
            for (int w = 0; w < workers; w++) {
                own[w] = theta;
                for (int s = 1; s <= steps; s++) {
                    double g = own[w] - targets[w];
                    m[w] = 0.9 * m[w] + 0.1 * g;
                    v[w] = 0.999 * v[w] + 0.001 * g * g;
                    double mHat = m[w] / (1 - Math.pow(0.9, t + s));
                    double vHat = v[w] / (1 - Math.pow(0.999, t + s));
                    own[w] -= 0.1 * mHat / (Math.sqrt(vHat) + 1e-8);
                }
            }
            theta = mean(own);
            double[] mNext = {mean(m), mean(m)};
            double[] vNext = {mean(v), mean(v)};
            m = policy == OptimizerStates.LOCAL ? m : policy == OptimizerStates.AVERAGE ? mNext : new double[workers];
            v = policy == OptimizerStates.LOCAL ? v : policy == OptimizerStates.AVERAGE ? vNext : new double[workers];
            t = policy == OptimizerStates.RESET ? 0 : t + steps;
            path[round] = theta;
        }
        return path;
    }

    private static double mean(double[] values) {
        return (values[0] + values[1]) / 2;
    }

    private static RoundStart start(FlatVector theta) {
        return new RoundStart(1, 0, theta, List.of(new OptimizerState(0, Map.of())));
    }

    private static WorkerResult result(int worker, long examples, double... theta) {
        return result(worker, examples, FlatVector.of(theta));
    }

    private static WorkerResult result(int worker, long examples, FlatVector theta) {
        return new WorkerResult(
                worker,
                0,
                examples,
                theta,
                new OptimizerState(1, Map.of()),
                LossSums.ZERO,
                WorkCounters.ZERO,
                List.of());
    }

    private static FlatVector noise(int worker, int n) {
        FlatVector v = FlatVector.zeros(Precision.FLOAT64, n);
        RandomKey key = RandomKey.of(5).with(worker);
        for (int i = 0; i < n; i++) {
            v.set(i, key.gaussian(i) * Math.pow(10, worker));
        }
        return v;
    }

    private static double distance(FlatVector a, FlatVector b) {
        return IntStream.range(0, a.length())
                .mapToDouble(i -> Math.abs(a.get(i) - b.get(i)))
                .max()
                .orElse(0);
    }
}
