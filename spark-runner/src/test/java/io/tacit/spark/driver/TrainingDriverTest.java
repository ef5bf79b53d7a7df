package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.data.Examples;
import io.tacit.core.optim.Adam;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.Schedule;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import io.tacit.core.train.LocalTraining;
import io.tacit.core.train.TrainingState;
import io.tacit.spark.config.TrainingConfig;
import io.tacit.spark.model.LinearRegression;
import io.tacit.spark.model.Shards;
import io.tacit.spark.worker.LocalWork;
import io.tacit.spark.worker.WorkPlan;
import io.tacit.spark.worker.WorkerShard;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingDriverTest {
    private static final RandomKey INITIAL = RandomKey.of(3);

    @ParameterizedTest
    @EnumSource
    @DisplayName("C01 one worker trains as a plain loop does, bit by bit")
    void oneWorkerIsTheLocalLoop(Precision precision) {
        LinearRegression model = new LinearRegression(Shards.FEATURES, precision);
        WorkerShard shard = Shards.ofSizes(200).get(0);
        TrainingConfig config = TrainingConfig.parse("workers = 1, batch = 32, localSteps = 5, rounds = 8");
        FlatVector distributed = train(config, model, List.of(shard)).theta();

        Optimizer adam = Adam.of(new Schedule.Constant(1e-3));
        Examples examples = shard.all();
        TrainingState state = TrainingState.start(model.initialTheta(INITIAL), adam);
        FlatVector local = new LocalTraining(adam, 32)
                .run(model, examples, state, 0, 40, LocalWork.key(1, 0))
                .state()
                .theta();
        assertThat(distributed).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource({
        "average,constant,none,none",
        "reset,constant,nesterov,int8",
        "local,constant,slowmo,bf16",
        "average,cosine,nesterov,none",
        "local,cosine,none,top-k",
        "reset,cosine,sgd,threshold"
    })
    @DisplayName(
            "C15 a run resumed at any round ends with the same bits: outer optimizer, running mean, own states, residuals")
    void resume(String states, String schedule, String outer, String compression) {
        TrainingConfig config = TrainingConfig.parse(
                "workers = 3, batch = 8, localSteps = 4, rounds = 7, evaluateEvery = 2, averaging.optimizerState = "
                        + states + ", averaging.outer.name = " + outer + ", averaging.compression.name = " + compression
                        + ", averaging.ema = 0.9, singleStepRounds = 2, optimizer.schedule.shape = " + schedule);
        List<WorkerShard> shards = Shards.ofSizes(30, 12, 25);
        MemoryJournal whole = MemoryJournal.fresh();
        FlatVector expected = train(config, model(), shards, whole).theta();
        for (RunState state : whole.states) {
            MemoryJournal resumed = new MemoryJournal(Optional.of(state));
            assertThat(train(config, model(), shards, resumed).theta().sha256()).isEqualTo(expected.sha256());
            assertThat(resumed.states).hasSize(7 - state.finished());
        }
    }

    @Test
    @DisplayName("training learns, and tells its figures")
    void figures() {
        TrainingConfig config = TrainingConfig.parse(
                "workers = 2, batch = 10, localSteps = 5, rounds = 40, evaluateEvery = 4, optimizer.lr = 0.05");
        MemoryJournal journal = MemoryJournal.fresh();
        Trained trained = train(config, model(), Shards.ofSizes(100, 50), journal);
        assertThat(trained.ending()).isEqualTo(new Ending(Ending.Kind.COMPLETED, "all 40 rounds are done"));
        assertThat(trained.theta().get(0)).isBetween(1.8, 2.2);
        assertThat(journal.rounds()).hasSize(40).allSatisfy(round -> {
            assertThat(round.examples().inRound()).isEqualTo(100);
            assertThat(round.of()).isEqualTo(40);
            assertThat(round.timing().syncShare()).isBetween(0.0, 1.0);
            assertThat(round.likelihood().validation().isPresent()).isEqualTo(round.round() % 4 == 0);
        });
        assertThat(journal.rounds().get(39).examples().total()).isEqualTo(4000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "adamw", "sgd, optimizer.momentum = 0.9"})
    @DisplayName(
            "K1 C15 averaging gradients at every step is the big batch with any optimizer, however many share it, also resumed")
    void gradients(String optimizer) {
        String settings = "batch = 1000, rounds = 12, seed = 5, averaging.of = gradients, optimizer.lr = 0.05,"
                + " optimizer.schedule.shape = cosine, optimizer.name = " + optimizer + ", workers = ";
        LinearRegression model = new LinearRegression(Shards.FEATURES, Precision.FLOAT64);
        FlatVector big = train(TrainingConfig.parse(settings + 1), model, Shards.ofSizes(48))
                .theta();
        for (int workers : new int[] {2, 4, 8}) {
            int[] sizes = new int[workers];
            Arrays.fill(sizes, 48 / workers);
            sizes[0]--;
            sizes[1]++;
            MemoryJournal journal = MemoryJournal.fresh();
            TrainingConfig config = TrainingConfig.parse(settings + workers);
            FlatVector shared =
                    train(config, model, Shards.ofSizes(sizes), journal).theta();
            for (int i = 0; i < big.length(); i++) {
                assertThat(shared.get(i)).isCloseTo(big.get(i), within(1e-12));
            }
            MemoryJournal resumed = new MemoryJournal(Optional.of(journal.states.get(4)));
            assertThat(train(config, model, Shards.ofSizes(sizes), resumed).theta())
                    .isEqualTo(shared);
        }
    }

    @Test
    @DisplayName("C08 rounds of one step first, then of several: the switch shows, and steps are counted exactly")
    void singleSteps() {
        TrainingConfig config =
                TrainingConfig.parse("workers = 2, batch = 5, localSteps = 8, singleStepRounds = 10, rounds = 13");
        MemoryJournal journal = MemoryJournal.fresh();
        train(config, model(), Shards.ofSizes(100, 50), journal);
        assertThat(journal.rounds()).hasSize(13);
        assertThat(journal.rounds().subList(0, 10))
                .allSatisfy(round -> assertThat(round.examples().inRound()).isEqualTo(10));
        assertThat(journal.rounds().subList(10, 13))
                .allSatisfy(round -> assertThat(round.examples().inRound()).isEqualTo(80));
        assertThat(journal.states.get(12).next().firstStep()).isEqualTo(10 + 3 * 8);
        TrainingConfig epochs = TrainingConfig.parse(
                "workers = 2, batch = 5, localSteps = 8, singleStepRounds = 10, epochs = 2, evaluateEvery = 100");
        assertThat(train(epochs, model(), Shards.ofSizes(100, 50)).last().examples())
                .isEqualTo(340);
    }

    @Test
    @DisplayName(
            "a worker whose time is up begins no further step, counts by its examples, and the training says that runs may differ")
    void timedRounds() {
        TrainingConfig config = TrainingConfig.parse(
                "workers = 2, batch = 5, localSteps = 1000000, roundSeconds = 1e-9, rounds = 3, seed = 2");
        MemoryJournal journal = MemoryJournal.fresh();
        Trained trained = train(config, model(), Shards.ofSizes(100, 50), journal);
        // The time is up as soon as it begins; one step is always made.
        assertThat(journal.rounds())
                .allSatisfy(round -> assertThat(round.examples().inRound()).isEqualTo(10));
        assertThat(trained.last().examples()).isEqualTo(30);
        assertThat(config.variations()).singleElement().asString().startsWith("training.roundSeconds");
        assertThat(TrainingConfig.defaults().variations()).isEmpty();
    }

    @Test
    @DisplayName(
            "C15 records are distributed anew after so many passes, by the θ of then, which a resumed run begins with")
    void placements() {
        // A round uses 2 * 5 * 4 of 100 records: 1.5 passes are over after rounds 4, 8, 12.
        TrainingConfig config =
                TrainingConfig.parse("workers = 2, batch = 5, localSteps = 4, rounds = 10, rebalanceEvery = 1.5");
        List<WorkerShard> shards = Shards.ofSizes(50, 50);
        MemoryJournal journal = MemoryJournal.fresh();
        List<FlatVector> placings = new ArrayList<>();
        driver(config, new TrainingData(3, 100, 100, 0, placings::add), model(), shards, journal)
                .train(model().initialTheta(INITIAL));
        List<FlatVector> thetas = journal.states.stream().map(RunState::theta).toList();
        assertThat(placings).containsExactly(thetas.get(3), thetas.get(7));

        List<FlatVector> again = new ArrayList<>();
        MemoryJournal resumed = new MemoryJournal(Optional.of(journal.states.get(5)));
        driver(config, new TrainingData(3, 100, 100, 0, again::add), model(), shards, resumed)
                .train(model().initialTheta(INITIAL));
        assertThat(again).containsExactly(thetas.get(3), thetas.get(7));
    }

    @ParameterizedTest
    @CsvSource({"1,3", "2,6", "3,9"})
    @DisplayName("C34 patience of two evaluations ends training at the second that is not better, and returns the best")
    void patience(int every, int expectedRounds) {
        // The first evaluation is the best: a rate this large only makes things worse.
        TrainingConfig config = TrainingConfig.parse(
                "workers = 1, batch = 50, localSteps = 1, rounds = 1000, patience = 2, optimizer.name = sgd,"
                        + " optimizer.lr = 3, evaluateEvery = " + every);
        MemoryJournal journal = MemoryJournal.fresh();
        Trained trained = driver(config, patient(50), model(), Shards.ofSizes(50), journal)
                .train(model().initialTheta(INITIAL));
        assertThat(trained.ending().kind()).isEqualTo(Ending.Kind.STOPPED_EARLY);
        assertThat(trained.last().finished()).isEqualTo(expectedRounds);
        assertThat(trained.theta()).isEqualTo(journal.states.get(every - 1).theta());
    }

    @Test
    @DisplayName(
            "the model is the best validated one, or the last, as asked for; a resumed training keeps the same one, to the bit")
    void keepsTheBest() {
        String worse = "workers = 2, batch = 50, localSteps = 1, rounds = 6, evaluateEvery = 2, optimizer.name = sgd,"
                + " optimizer.lr = 3, keep = ";
        List<WorkerShard> shards = Shards.ofSizes(50, 50);
        MemoryJournal journal = MemoryJournal.fresh();
        TrainingConfig best = TrainingConfig.parse(worse + "best");
        Trained whole = driver(best, patient(100), model(), shards, journal).train(model().initialTheta(INITIAL));
        assertThat(whole.kept().round()).isEqualTo(2);
        assertThat(whole.theta()).isEqualTo(journal.states.get(1).theta());
        assertThat(whole.kept().inWords(whole.last()))
                .contains("kept: the model of round 2", "the last round, 6", "--keep last");
        for (RunState state : journal.states) {
            MemoryJournal resumed = new MemoryJournal(Optional.of(state));
            Trained again = driver(best, patient(100), model(), shards, resumed).train(model().initialTheta(INITIAL));
            assertThat(again.theta().sha256()).isEqualTo(whole.theta().sha256());
        }

        Trained last = driver(
                        TrainingConfig.parse(worse + "last"), patient(100), model(), shards, MemoryJournal.fresh())
                .train(model().initialTheta(INITIAL));
        assertThat(last.theta()).isEqualTo(journal.states.get(5).theta());
        assertThat(last.kept().inWords(last.last())).contains("the last round, 6", "in round 2", "--keep best");
    }

    @Test
    @DisplayName(
            "a loss far above that of the start is told at once, is in no checkpoint, and ends training at the third round")
    void divergesFinitely() {
        TrainingConfig config = TrainingConfig.parse("workers = 2, batch = 50, localSteps = 1, rounds = 50,"
                + " evaluateEvery = 1, optimizer.name = sgd, optimizer.lr = 3");
        MemoryJournal journal = MemoryJournal.fresh();
        Trained trained = train(config, model(), Shards.ofSizes(50, 50), journal);
        assertThat(trained.ending().kind()).isEqualTo(Ending.Kind.DIVERGED);
        assertThat(trained.ending().message())
                .contains("a mean training loss of", "the start", "third", "training.optimizer.lr", "model.t1");
        int sound = journal.states.size();
        assertThat(journal.rounds()).hasSize(sound + 3);
        assertThat(journal.warnings).singleElement().asString().startsWith("round " + (sound + 1));
        assertThat(journal.end.orElseThrow().finished()).isEqualTo(sound);
        assertThat(trained.kept().round()).isEqualTo(1);
    }

    @Test
    @DisplayName("a round ends when the time of the training is over, however many steps it was to have")
    void timeEndsARound() {
        TrainingConfig config = TrainingConfig.parse(
                "workers = 2, batch = 5, localSteps = 2000000000, seconds = 0.05, optimizer.lr = 0.01");
        Trained trained = train(config, model(), Shards.ofSizes(100, 50));
        assertThat(trained.ending().kind()).isEqualTo(Ending.Kind.COMPLETED);
        assertThat(trained.kept().nll()).as("the end is validated").isPresent();
    }

    @Test
    @DisplayName("training ends when the target is reached, or the epochs are through, or the time is up")
    void otherEnds() {
        List<WorkerShard> shards = Shards.ofSizes(60, 40);
        String common = "workers = 2, batch = 10, localSteps = 5, evaluateEvery = 1, optimizer.lr = 0.05, ";
        Trained target = train(TrainingConfig.parse(common + "rounds = 1000, target = 0.1"), model(), shards);
        assertThat(target.ending().kind()).isEqualTo(Ending.Kind.TARGET_REACHED);
        Trained epochs = train(TrainingConfig.parse(common + "epochs = 3"), model(), shards);
        assertThat(epochs.last().examples()).isEqualTo(300);
        Trained time = train(TrainingConfig.parse(common + "seconds = 0.05"), model(), shards);
        assertThat(time.ending()).isEqualTo(new Ending(Ending.Kind.COMPLETED, "the budget of 0.1 s is spent"));
        assertThat(time.last().seconds()).isBetween(0.05, 0.08);
        Trained farAway = train(TrainingConfig.parse(common + "seconds = 1e12, target = 0.1"), model(), shards);
        assertThat(farAway.ending().kind()).isEqualTo(Ending.Kind.TARGET_REACHED);
    }

    @Test
    @DisplayName("U07 where every result is not finite, training ends as diverged with the last good parameters")
    void diverges() {
        TrainingConfig config = TrainingConfig.parse(
                "workers = 2, batch = 10, localSteps = 40, rounds = 50, optimizer.name = sgd, optimizer.lr = 1e30");
        MemoryJournal journal = MemoryJournal.fresh();
        Trained trained = train(config, model(), Shards.ofSizes(50, 50), journal);
        assertThat(trained.ending().kind()).isEqualTo(Ending.Kind.DIVERGED);
        assertThat(trained.ending().message()).contains("round").contains("learning rate");
        assertThat(trained.theta().firstNonFinite()).isEqualTo(-1);
    }

    @Test
    @DisplayName("an outer step that leads to infinity is no checkpoint: training ends as diverged where it was")
    void outerDiverges() {
        TrainingConfig config = TrainingConfig.parse("workers = 2, batch = 10, localSteps = 5, rounds = 1,"
                + " checkpointEvery = 1, averaging.outer { name = sgd, lr = 1e60 }");
        MemoryJournal journal = MemoryJournal.fresh();
        Trained trained = train(config, model(), Shards.ofSizes(50, 50), journal);

        assertThat(trained.ending().kind()).isEqualTo(Ending.Kind.DIVERGED);
        assertThat(trained.ending().message()).contains("outer step led to parameter");
        assertThat(trained.last().finished()).isZero();
        assertThat(journal.rounds()).isEmpty();
    }

    @Test
    @DisplayName(
            "C34 the evaluation at the end of a run is told, and counts for patience only where there would be one anyway")
    void lastEvaluation() {
        String common =
                "workers = 2, batch = 10, localSteps = 5, evaluateEvery = 3, patience = 9, optimizer.lr = 0.05, ";
        List<WorkerShard> shards = Shards.ofSizes(60, 40);
        Trained ended = train(TrainingConfig.parse(common + "rounds = 4"), model(), shards);
        Trained longer = train(TrainingConfig.parse(common + "rounds = 5"), model(), shards);

        assertThat(ended.last().watch().best()).isEqualTo(longer.last().watch().best());
        assertThat(ended.last().watch().best().orElseThrow().round()).isEqualTo(3);
        assertThat(ended.theta())
                .as("better than that of round 3")
                .isEqualTo(ended.last().theta());
    }

    @Test
    @DisplayName("patience without validation records is refused")
    void patienceNeedsRecords() {
        TrainingConfig config = TrainingConfig.parse("patience = 2");
        assertThatThrownBy(() -> driver(
                        config, new TrainingData(3, 100, 0, 0, theta -> {}), model(), List.of(), MemoryJournal.fresh()))
                .hasMessageContaining("need validation records");
    }

    /** So many numbers in a record that no loss of these tests counts as far off. */
    private static TrainingData patient(int records) {
        return new TrainingData(10_000_000, records, records, 0, theta -> {});
    }

    private static LinearRegression model() {
        return new LinearRegression(Shards.FEATURES, Precision.FLOAT32);
    }

    private static Trained train(TrainingConfig config, LinearRegression model, List<WorkerShard> shards) {
        return train(config, model, shards, MemoryJournal.fresh());
    }

    private static Trained train(
            TrainingConfig config, LinearRegression model, List<WorkerShard> shards, MemoryJournal journal) {
        long records = shards.stream().mapToLong(WorkerShard::count).sum();
        return driver(config, new TrainingData(3, records, records, 0, theta -> {}), model, shards, journal)
                .train(model.initialTheta(INITIAL));
    }

    /** With a clock that advances by a millisecond whenever it is read. */
    private static TrainingDriver driver(
            TrainingConfig config,
            TrainingData size,
            LinearRegression model,
            List<WorkerShard> shards,
            Journal journal) {
        AtomicLong nanos = new AtomicLong();
        WorkPlan plan = WorkPlan.of(config);
        return new TrainingDriver(
                config,
                size,
                new InProcessTransport(model, shards, plan, new HashMap<>()),
                journal,
                () -> nanos.addAndGet(1_000_000));
    }
}
