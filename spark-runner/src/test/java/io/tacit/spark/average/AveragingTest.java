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
import io.tacit.core.solve.Work;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.LocalTraining;
import io.tacit.core.train.Sums;
import io.tacit.spark.compress.None;
import io.tacit.spark.config.AveragingConfig;
import io.tacit.spark.config.AveragingConfig.Averaged;
import io.tacit.spark.config.AveragingConfig.NonFinite;
import io.tacit.spark.config.AveragingConfig.OptimizerStates;
import io.tacit.spark.config.AveragingConfig.Weighting;
import io.tacit.spark.model.LinearRegression;
import io.tacit.spark.model.Shards;
import io.tacit.spark.worker.LocalWork;
import io.tacit.spark.worker.RoundStart;
import io.tacit.spark.worker.WorkerResult;
import io.tacit.spark.worker.WorkerShard;
import io.tacit.spark.worker.WorkerState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
        assertThat(average.tally().contributors()).isEqualTo(1);
        assertThat(average.tally().examples()).isEqualTo(3);
        assertThat(average.tally().rejected()).isEmpty();
    }

    @Test
    @DisplayName("C21 a result that is not finite is left out, counted and named")
    void rejects() {
        RoundStart start = start(FlatVector.of(0.0, 0.0));
        RoundAverage average = Averaging.of(
                DEFAULT, start, List.of(result(0, 5, 1, 2), result(1, 9, 3, Double.NaN), result(2, 5, 3, 6)));
        assertThat(average.mean()).isEqualTo(FlatVector.of(2.0, 4.0));
        assertThat(average.tally().examples()).isEqualTo(10);
        assertThat(average.tally().rejected()).containsExactly(new Rejection(1, "parameter 1 is NaN"));
    }

    @Test
    @DisplayName("with trimming, a worker that sends nonsense moves nothing")
    void trims() {
        AveragingConfig trimmed = new AveragingConfig(
                Averaged.PARAMETERS, OptimizerStates.AVERAGE, Weighting.EXAMPLES, NonFinite.REJECT, 0.34, new None());
        RoundAverage average = Averaging.of(
                trimmed,
                start(FlatVector.of(0.0, 0.0)),
                List.of(result(0, 5, 1, 2), result(1, 9, 1e12, -1e12), result(2, 5, 3, 6)));
        assertThat(average.mean()).isEqualTo(FlatVector.of(3.0, 2.0));
        assertThat(average.tally().examples()).isEqualTo(19);
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
                Sums.NONE.failing(40).advising(List.of("the field may be stiff")),
                0);
        RoundAverage average = Averaging.of(DEFAULT, start(FlatVector.of(7.0, 7.0)), List.of(stuck));
        assertThat(average.tally().contributors()).isZero();
        assertThat(average.mean()).isEqualTo(FlatVector.of(7.0, 7.0));
        assertThat(average.tally().advice()).containsExactly("the field may be stiff");
        assertThat(average.tally().rejected())
                .containsExactly(new Rejection(0, "no step had a finite loss and gradient (40 records)"));
    }

    @Test
    @DisplayName(
            "losses are those of contributors, work is that of all workers, and a record that no step used counts as rejected")
    void tally() {
        Sums seen = Sums.ofLoss(6, 20, 3).with(new Work(30, 4, 1), new Work(50, 5, 0));
        OptimizerState state = new OptimizerState(1, Map.of());
        RoundAverage average = Averaging.of(
                DEFAULT,
                start(FlatVector.of(7.0)),
                List.of(
                        new WorkerResult(0, 0, 3, FlatVector.of(1.0), state, seen, 5),
                        new WorkerResult(1, 0, 3, FlatVector.of(Double.NaN), state, seen.failing(2), 9),
                        new WorkerResult(2, 0, 2, FlatVector.of(1.0), state, seen, 7)));
        assertThat(average.tally().sums().sum()).isEqualTo(12);
        assertThat(average.tally().sums().count()).isEqualTo(6);
        assertThat(average.tally().spent())
                .isEqualTo(new RoundTally.Spent(new Work(90, 12, 3), new Work(150, 15, 0), 3, List.of(5L, 9L, 7L)));
        assertThat(average.tally().spent().slowestNanos()).isEqualTo(9);
        assertThat(average.tally().spent().allNanos()).isEqualTo(21);
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
            assertThat(Averaging.of(DEFAULT, start(odd), results).mean()).isEqualTo(odd);
            assertThat(Averaging.of(DEFAULT, start(odd), results.subList(0, 1)).mean())
                    .isEqualTo(odd);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8, 11})
    @DisplayName("C09 added flat, in groups of any size and depth, or in slices: the same bits, near the exact mean")
    void anyCollective(int workers) {
        for (int length : new int[] {1, 7, 1000, 70_000}) {
            RoundStart start = start(FlatVector.zeros(Precision.FLOAT64, length));
            List<WorkerResult> results = IntStream.range(0, workers)
                    .mapToObj(w -> result(w, 1 + 7L * w, noise(w, length)))
                    .toList();
            RoundAverage flat = Averaging.of(DEFAULT, start, results);
            for (int bits = 1; bits <= 3; bits++) {
                assertThat(tree(start, results, bits)).isEqualTo(flat);
            }
            for (int slices : new int[] {1, 2, 5}) {
                assertThat(sliced(start, results, slices)).isEqualTo(flat);
            }
            for (int i = 0; i < length; i += 1 + length / 50) {
                assertThat(flat.mean().get(i))
                        .isCloseTo(exactMean(results, i), within(Math.ulp(exactMean(results, i))));
            }
        }
    }

    @Test
    @DisplayName("C09 workers that are missing or rejected leave a gap that every collective passes over")
    void gaps() {
        RoundStart start = start(FlatVector.zeros(Precision.FLOAT64, 300));
        List<WorkerResult> results = new ArrayList<>();
        for (int w = 0; w < 13; w++) {
            FlatVector bad = FlatVector.zeros(Precision.FLOAT64, 300);
            bad.set(17, Double.NaN);
            results.add(result(w, w == 5 ? 0 : 3 + w, w % 3 == 1 ? bad : noise(w % 7, 300)));
        }
        RoundAverage flat = Averaging.of(DEFAULT, start, results);
        assertThat(flat.tally().rejected()).extracting(Rejection::worker).containsExactly(1, 4, 7, 10);
        for (int bits = 1; bits <= 3; bits++) {
            assertThat(tree(start, results, bits)).isEqualTo(flat);
        }
        assertThat(sliced(start, results, 4)).isEqualTo(flat);
    }

    @Test
    @DisplayName("C19 workers that were not waited for are named, and the others weigh more")
    void absent() {
        RoundStart start = start(FlatVector.of(0.0, 0.0));
        RoundAverage average = Averaging.of(
                DEFAULT,
                start,
                List.of(result(0, 5, 1, 2), result(2, 15, 3, 6)),
                List.of(new Rejection(1, "no result within 5 s")));
        assertThat(average.mean()).isEqualTo(FlatVector.of(2.5, 5.0));
        assertThat(average.tally().rejected()).containsExactly(new Rejection(1, "no result within 5 s"));
    }

    @Test
    @DisplayName("each worker counts once, in rank order, and brings as many numbers as the others")
    void order() {
        RoundStart start = start(FlatVector.of(0.0, 0.0));
        WorkerResult one = result(1, 5, 1, 2);
        assertThatThrownBy(() -> Averaging.of(DEFAULT, start, List.of(one, one)))
                .hasMessageContaining("expected a rank above 1, got 1");
        assertThatThrownBy(() -> Averaging.of(DEFAULT, start, List.of(one, result(0, 5, 1, 2))))
                .hasMessageContaining("rank order");
        assertThatThrownBy(() -> Averaging.of(DEFAULT, start, List.of(one, result(2, 5, 1, 2, 3))))
                .hasMessageContaining("expected [2] elements like the others, got [3]");
    }

    /** Blocks of 2^bits ranks, then blocks of blocks, until there is one. */
    private static RoundAverage tree(RoundStart start, List<WorkerResult> results, int bits) {
        List<Branch> branches =
                results.stream().map(result -> Branch.of(DEFAULT, result)).toList();
        int block = 1 << bits;
        for (int level = bits; branches.size() > 1; level += bits) {
            List<Branch> above = new ArrayList<>();
            for (int from = 0; from < branches.size(); from += block) {
                List<Branch> some = branches.subList(from, Math.min(branches.size(), from + block));
                above.add(Branch.of(some).added((from / block) << level, level));
            }
            branches = above;
        }
        return Averaging.ofBranches(DEFAULT, start, branches);
    }

    private static RoundAverage sliced(RoundStart start, List<WorkerResult> results, int count) {
        List<AverageSlice> slices = IntStream.range(0, count)
                .mapToObj(s -> AverageSlice.of(
                        DEFAULT,
                        results.stream()
                                .map(result -> Branch.of(DEFAULT, result).slice(s, count))
                                .toList()))
                .toList();
        return Averaging.ofSlices(DEFAULT, start, slices);
    }

    private static double exactMean(List<WorkerResult> results, int element) {
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal weight = BigDecimal.ZERO;
        for (WorkerResult result : results) {
            BigDecimal n = BigDecimal.valueOf(result.examples());
            sum = sum.add(n.multiply(new BigDecimal(result.vector().get(element))));
            weight = weight.add(n);
        }
        return sum.divide(weight, new MathContext(60)).doubleValue();
    }

    private static FlatVector sgdRounds(List<WorkerShard> shards, AveragingConfig rules, int rounds) {
        RoundStart start = start(MODEL.initialTheta(RandomKey.of(3)));
        for (int round = 0; round < rounds; round++) {
            RoundAverage average = round(shards, rules, start);
            start = start.next(1, average.mean(), average.optimizer());
        }
        return start.theta();
    }

    private static RoundAverage round(List<WorkerShard> shards, AveragingConfig rules, RoundStart start) {
        Optimizer sgd = new Sgd(new Schedule.Constant(0.1), new Momentum.None(), 0);
        LocalWork work = new LocalWork(new LocalTraining(sgd, 1000), 1, Double.POSITIVE_INFINITY, rules, 1);
        List<WorkerResult> results = shards.stream()
                .map(shard -> work.run(MODEL, shard, start, WorkerState.EMPTY, 0))
                .toList();
        return Averaging.of(rules, start, results);
    }

    /** Each worker w minimises (b - targets[w])² / 2 over b: a regression without features. */
    private static double[] adamRounds(OptimizerStates policy, double[] targets, int rounds, int steps) {
        LinearRegression model = new LinearRegression(0, Precision.FLOAT64);
        Optimizer adam = Adam.of(new Schedule.Constant(0.1));
        AveragingConfig rules = new AveragingConfig(policy, Weighting.EXAMPLES, NonFinite.REJECT);
        LocalWork work = new LocalWork(new LocalTraining(adam, 1), steps, Double.POSITIVE_INFINITY, rules, 1);
        FlatVector zero = FlatVector.of(0.0);
        RoundStart start = new RoundStart(1, 0, zero, adam.init(zero));
        double[] path = new double[rounds];
        WorkerState[] workerStates = {WorkerState.EMPTY, WorkerState.EMPTY};
        for (int round = 0; round < rounds; round++) {
            List<WorkerResult> results = new ArrayList<>();
            for (int w = 0; w < targets.length; w++) {
                WorkerShard shard = WorkerShard.rows(w, 1, new long[] {w}, new float[] {(float) targets[w]});
                results.add(work.run(model, shard, start, workerStates[w], 0));
                workerStates[w] = results.get(w).workerState();
            }
            RoundAverage average = Averaging.of(rules, start, results);
            start = start.next(steps, average.mean(), average.optimizer());
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
        return new RoundStart(1, 0, theta, new OptimizerState(0, Map.of()));
    }

    private static WorkerResult result(int worker, long examples, double... theta) {
        return result(worker, examples, FlatVector.of(theta));
    }

    private static WorkerResult result(int worker, long examples, FlatVector theta) {
        return new WorkerResult(worker, 0, examples, theta, new OptimizerState(1, Map.of()), Sums.NONE, 0);
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
