package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.core.data.Examples;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.ParamLayout;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.MeasureSums;
import io.tacit.core.train.Objective;
import io.tacit.core.train.Sums;
import io.tacit.spark.config.Aim;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.metrics.RoundRecord;
import io.tacit.spark.model.LinearRegression;
import io.tacit.spark.model.Model;
import io.tacit.spark.model.Shards;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerShard;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings of several phases, with a model that has two objectives over the same parameters. */
class PhasedTrainingTest {
    private static final RandomKey INITIAL = RandomKey.of(3);
    private static final LinearRegression REGRESSION = new LinearRegression(Shards.FEATURES, Precision.FLOAT64);
    private static final List<WorkerShard> SHARDS = Shards.ofSizes(60, 25, 40);

    /** The regression, and in place of flow matching the same one with its losses tripled. */
    private record TwoObjectives() implements Model {
        @Override
        public Objective objective() {
            return REGRESSION;
        }

        @Override
        public FlatVector initialTheta(RandomKey key) {
            return REGRESSION.initialTheta(key);
        }

        @Override
        public Optional<Objective> objective(Aim aim) {
            return Optional.of(aim instanceof Aim.Likelihood ? REGRESSION : new Tripled());
        }
    }

    private record Tripled() implements Objective {
        @Override
        public ParamLayout layout() {
            return REGRESSION.layout();
        }

        @Override
        public Sums differentiate(Examples examples, FlatVector theta, RandomKey key, FlatVector gradient) {
            FlatVector own = FlatVector.zeros(gradient.precision(), gradient.length());
            Sums evaluation = REGRESSION.differentiate(examples, theta, key, own);
            own.scale(3);
            gradient.add(own);
            double squares = evaluation.first().map(MeasureSums::yy).orElse(0.0);
            return Sums.ofLoss(3 * evaluation.sum(), 9 * squares, evaluation.count())
                    .with(evaluation.forward(), evaluation.backward());
        }

        @Override
        public Sums evaluate(Examples examples, FlatVector theta, RandomKey key) {
            FlatVector unused = FlatVector.zeros(theta.precision(), theta.length());
            return differentiate(examples, theta, key, unused);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "average,fresh,none,none",
        "local,fresh,nesterov,none",
        "local,carried,none,top-k",
        "reset,fresh,slowmo,int8",
        "average,carried,nesterov,none"
    })
    @DisplayName("C15 a run resumed at any round of any phase ends with the same bits")
    void resume(String states, String entry, String outer, String compression) {
        TrainingConfig config = TrainingConfig.parse("workers = 3, batch = 8, evaluateEvery = 2, averaging.ema = 0.9,"
                + " averaging.optimizerState = " + states + ", averaging.outer.name = " + outer
                + ", averaging.compression.name = " + compression
                + ", optimizer.schedule.shape = cosine, singleStepRounds = 1, phases = ["
                + "{ objective = flow-matching, rounds = 3, localSteps = 5, optimizer.lr = 2e-2 },"
                + "{ objective = likelihood, rounds = 4, localSteps = 2, batch = 5, optimizerState = " + entry
                + " } ]");
        MemoryJournal whole = MemoryJournal.fresh();
        FlatVector expected = train(config, whole).theta();
        assertThat(whole.states).hasSize(7);
        for (RunState state : whole.states) {
            MemoryJournal resumed = new MemoryJournal(Optional.of(state));
            assertThat(train(config, resumed).theta().sha256())
                    .as("from round %d", state.finished())
                    .isEqualTo(expected.sha256());
        }
    }

    @Test
    @DisplayName("a phase whose share is no round is left out, and that is told")
    void leftOut() {
        MemoryJournal journal = MemoryJournal.fresh();
        train(
                TrainingConfig.parse(
                        "workers = 2, rounds = 1, batch = 5, localSteps = 1, phases = [flow-matching, likelihood]"),
                journal);
        assertThat(journal.rounds()).hasSize(1);
        assertThat(journal.warnings)
                .contains("phase 2 of 2, likelihood, is left out: its share of so short a training is no round");
        MemoryJournal both = MemoryJournal.fresh();
        train(
                TrainingConfig.parse(
                        "workers = 2, rounds = 2, batch = 5, localSteps = 1, phases = [flow-matching, likelihood]"),
                both);
        assertThat(both.warnings).noneMatch(line -> line.contains("left out"));
    }

    @Test
    @DisplayName(
            "each phase has its rounds, its steps and batches, and a schedule from peak to end; its loss is told, likelihoods in nats alone")
    void rounds() {
        TrainingConfig config = TrainingConfig.parse("workers = 3, rounds = 10, evaluateEvery = 2, phases = ["
                + "{ objective = flow-matching, share = 0.6, batch = 10, localSteps = 4, optimizer.lr = 1e-2 },"
                + "{ objective = likelihood, share = 0.4, batch = 5, localSteps = 2, optimizer.lr = 1e-3 } ]");
        MemoryJournal journal = MemoryJournal.fresh();
        train(config, journal);
        List<RoundRecord> first = journal.rounds().subList(0, 6);
        List<RoundRecord> second = journal.rounds().subList(6, 10);
        assertThat(first).allSatisfy(round -> {
            assertThat(round.phase().objective()).isEqualTo("flow-matching");
            assertThat(round.phase().loss()).isPositive();
            assertThat(round.likelihood().train()).isNaN();
            assertThat(round.examples().inRound()).isEqualTo(3 * 4 * 10);
            assertThat(round.of()).isEqualTo(10);
            assertThat(round.timing().secondsLeft())
                    .as("rounds to come cost otherwise")
                    .isNaN();
        });
        assertThat(first.get(0).phase().secondsLeft())
                .as("a first round compiles")
                .isNaN();
        assertThat(first.get(1).phase().secondsLeft()).isPositive();
        assertThat(first.get(5).phase().secondsLeft()).isZero();
        assertThat(second).allSatisfy(round -> {
            assertThat(round.phase().number()).isEqualTo(2);
            assertThat(round.likelihood().train()).isEqualTo(round.phase().loss());
            assertThat(Double.compare(
                            round.timing().secondsLeft(), round.phase().secondsLeft()))
                    .isZero();
            assertThat(round.examples().inRound()).isEqualTo(3 * 2 * 5);
        });
        assertThat(first.get(0).learningRate()).isBetween(8e-3, 1e-2);
        assertThat(first.get(5).learningRate()).isBetween(0.0, 1e-4);
        assertThat(second.get(0).learningRate()).isBetween(9e-4, 1e-3);
        assertThat(journal.rounds())
                .allSatisfy(round ->
                        assertThat(round.likelihood().validation().isPresent()).isEqualTo(round.round() % 2 == 0));
        assertThat(journal.warnings)
                .containsExactly(
                        "phase 1 of 2: flow-matching, rounds of 4 steps of 10 records",
                        "phase 2 of 2: likelihood, rounds of 2 steps of 5 records");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3"})
    @DisplayName("few rounds are divided as well as they can be")
    void fewRounds(int rounds, int expected) {
        TrainingConfig config = TrainingConfig.parse(
                "workers = 3, localSteps = 1, phases = \"flow-matching, likelihood\", rounds = " + rounds);
        MemoryJournal journal = MemoryJournal.fresh();
        train(config, journal);
        assertThat(journal.rounds()).hasSize(expected);
    }

    @Test
    @DisplayName("two phases of one objective, with the optimizer's state carried over, are one")
    void carriedIsOne() {
        String settings = "workers = 3, batch = 8, localSteps = 3, optimizer.lr = 1e-2, ";
        FlatVector one = train(TrainingConfig.parse(settings + "rounds = 6"), MemoryJournal.fresh())
                .theta();
        String halves = "phases = [{ objective = likelihood, rounds = 2 },"
                + "{ objective = likelihood, rounds = 4, optimizer.clipNorm = 1e9, optimizer.schedule.shape = constant,"
                + " batch = 8, optimizerState = %s }]";
        assertThat(train(TrainingConfig.parse(settings + halves.formatted("carried")), MemoryJournal.fresh())
                        .theta())
                .isEqualTo(one);
        assertThat(train(TrainingConfig.parse(settings + halves.formatted("fresh")), MemoryJournal.fresh())
                        .theta())
                .isNotEqualTo(one);
    }

    @Test
    @DisplayName("patience ends a phase, and the training only in its last one")
    void patience() {
        TrainingConfig config = TrainingConfig.parse("workers = 3, localSteps = 1, evaluateEvery = 1, patience = 3,"
                + " optimizer { name = sgd, lr = 1e-30, clipNorm = 1 }, phases = ["
                + "{ objective = flow-matching, rounds = 50 }, { objective = likelihood, rounds = 50 } ]");
        MemoryJournal journal = MemoryJournal.fresh();
        Trained trained = train(config, journal);
        assertThat(trained.ending().kind()).isEqualTo(Ending.Kind.STOPPED_EARLY);
        assertThat(journal.rounds()).extracting(round -> round.phase().number()).containsExactly(1, 1, 1, 1, 2, 2, 2);
        MemoryJournal resumed = new MemoryJournal(Optional.of(journal.states.get(3)));
        assertThat(train(config, resumed).theta()).isEqualTo(trained.theta());
        assertThat(resumed.rounds()).hasSize(3);
    }

    @Test
    @DisplayName(
            "epochs and seconds are divided as well; where time is the budget, schedules follow the pace and still end with the phase")
    void otherBudgets() {
        MemoryJournal epochs = MemoryJournal.fresh();
        train(
                TrainingConfig.parse(
                        "workers = 3, epochs = 8, localSteps = 2, phases = ["
                                + "{ objective = flow-matching, share = 0.75, batch = 10 }, { objective = likelihood, share = 0.25, batch = 5 } ]"),
                epochs);
        // 125 records: six passes of 30 a step, two passes of 15 a step.
        assertThat(epochs.rounds())
                .extracting(round -> round.phase().number())
                .filteredOn(n -> n == 1)
                .hasSize(13);
        assertThat(epochs.rounds())
                .extracting(round -> round.phase().number())
                .filteredOn(n -> n == 2)
                .hasSize(9);

        MemoryJournal seconds = MemoryJournal.fresh();
        train(
                TrainingConfig.parse("workers = 3, seconds = 0.4, localSteps = 4, evaluateEvery = 1000,"
                        + " optimizer { schedule.shape = cosine, lr = 1 }, optimizer.clipNorm = 1e-6,"
                        + " phases = \"flow-matching, likelihood\""),
                seconds);
        for (int phase = 1; phase <= 2; phase++) {
            int number = phase;
            List<RoundRecord> rounds = seconds.rounds().stream()
                    .filter(round -> round.phase().number() == number)
                    .toList();
            assertThat(rounds).hasSizeGreaterThan(10);
            assertThat(rounds.get(0).learningRate()).isEqualTo(1);
            assertThat(rounds.get(rounds.size() - 1).learningRate()).isLessThan(0.05);
        }
    }

    @Test
    @DisplayName("a phase whose objective the model does not have is refused with what there is")
    void noSuchObjective() {
        TrainingConfig config = TrainingConfig.parse("workers = 3, phases = flow-matching, rounds = 2");
        assertThatThrownBy(() -> train(config, REGRESSION, MemoryJournal.fresh()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "training.phases: this model has no objective flow-matching; choose likelihood, which stands for"
                                + " what the model itself minimises");
    }

    private static Trained train(TrainingConfig config, Journal journal) {
        return train(config, new TwoObjectives(), journal);
    }

    /** With a clock that advances by a millisecond whenever it is read. */
    private static Trained train(TrainingConfig config, Model model, Journal journal) {
        long records = SHARDS.stream().mapToLong(WorkerShard::count).sum();
        AtomicLong nanos = new AtomicLong();
        return new TrainingDriver(
                        config,
                        new TrainingData(3, records, records, 0, theta -> {}),
                        new InProcessTransport(model, SHARDS, WorkPlan.of(config), new HashMap<>()),
                        journal,
                        () -> nanos.addAndGet(1_000_000))
                .train(model.initialTheta(INITIAL));
    }
}
