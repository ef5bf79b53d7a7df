package io.tacit.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.train.Coupling;
import io.tacit.core.train.Matching;
import io.tacit.core.train.StraightPath;
import io.tacit.core.train.TimeSampling;
import io.tacit.core.train.VariancePreservingPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code training.phases}: what is read, in which order settings hold, and what is refused. */
class PhasesTest {
    @TempDir
    private Path dir;

    private Path conf;

    @BeforeEach
    void dataSet() throws IOException {
        Files.createFile(dir.resolve("d.csv"));
        conf = dir.resolve("run.conf");
    }

    @Test
    @DisplayName("a flow is matched first and trained by likelihood last, with what goes well with each")
    void usual() {
        List<PhaseConfig> phases = load(Map.of()).training().phases();
        assertThat(phases).extracting(PhaseConfig::share).containsExactly(0.5, 0.5);
        PhaseConfig matching = phases.get(0);
        assertThat(matching.aim()).isEqualTo(new Aim.FlowMatching(Matching.DEFAULT));
        assertThat(matching.work().batch()).isEqualTo(512);
        assertThat(matching.work().localSteps()).isEqualTo(256);
        assertThat(matching.optimizer().rate()).isEqualTo(3e-2);
        PhaseConfig likelihood = phases.get(1);
        assertThat(likelihood.aim()).isEqualTo(new Aim.Likelihood());
        assertThat(likelihood.work().batch()).isEqualTo(256);
        assertThat(likelihood.optimizer().rate()).isEqualTo(1e-3);
        assertThat(phases).allSatisfy(phase -> {
            assertThat(phase.optimizer().clipNorm()).isEqualTo(10);
            assertThat(phase.optimizer().schedule().shape()).isEqualTo(ScheduleConfig.Shape.COSINE);
            assertThat(phase.entry()).isEqualTo(PhaseConfig.Entry.FRESH);
        });
    }

    @Test
    @DisplayName("the table of docs/phases.md has what goes well with each")
    void documented() throws IOException {
        List<PhaseConfig> both = load(Map.of()).training().phases();
        PhaseConfig alone =
                load(Map.of("--phases", "likelihood")).training().phases().get(0);
        List<PhaseConfig> columns = List.of(both.get(0), alone, both.get(1));
        assertThat(row("batch"))
                .isEqualTo(cells(columns, phase -> Integer.toString(phase.work().batch())));
        assertThat(row("localSteps"))
                .isEqualTo(cells(columns, phase -> Integer.toString(phase.work().localSteps())));
        assertThat(row("optimizer.lr"))
                .isEqualTo(List.of("3e-2 up to 64 wide, 3e-2 √(64 / `model.hidden`) above", "1e-3", "1e-3"));
        assertThat(columns).extracting(phase -> phase.optimizer().rate()).containsExactly(3e-2, 1e-3, 1e-3);
        assertThat(row("optimizer.clipNorm")).isEqualTo(cells(columns, phase -> {
            double norm = phase.optimizer().clipNorm();
            return Double.isInfinite(norm) ? "not set" : Integer.toString((int) norm);
        }));
        assertThat(row("optimizer.schedule.shape"))
                .isEqualTo(cells(
                        columns,
                        phase -> phase.optimizer().schedule().shape().name().toLowerCase(Locale.ROOT)));
    }

    private static List<String> cells(List<PhaseConfig> phases, Function<PhaseConfig, String> cell) {
        return phases.stream().map(cell).toList();
    }

    /** What stands beside a key in the table of three columns. */
    private static List<String> row(String key) throws IOException {
        String line = Files.readAllLines(Path.of("..", "docs", "phases.md")).stream()
                .filter(text -> text.matches("\\| `" + Pattern.quote(key) + "` +\\|.*\\|.*\\|.*\\|"))
                .findFirst()
                .orElseThrow();
        return Stream.of(line.split("\\|")).skip(2).map(String::strip).toList();
    }

    @Test
    @DisplayName(
            "wider fields are matched with a lower rate; several fields, and models in code, by likelihood alone as ever")
    void byModel() {
        PhaseConfig wide = load(Map.of("--hidden", "128")).training().phases().get(0);
        assertThat(wide.optimizer().rate()).isCloseTo(2.1e-2, within(1e-3));
        assertThat(load(Map.of("--blocks", "2")).training().phases())
                .containsExactlyElementsOf(TrainingConfig.defaults().phases())
                .containsExactlyElementsOf(
                        load(Map.of("--phases", "likelihood")).training().phases());
    }

    @Test
    @DisplayName(
            "a phase's own setting holds before training's, that before what goes well with the objective, that before the default")
    void order() {
        List<PhaseConfig> phases = load(
                        Map.of("--clip-norm", "3"),
                        "training { batch = 100, rounds = 10, optimizer.lr = 5e-3",
                        "  phases = [",
                        "    { objective = flow-matching, share = 0.25, batch = 200, matching.time = uniform }",
                        "    { objective = likelihood, share = 0.75, optimizer { name = sgd, momentum = 0.5 }, optimizerState = fresh }",
                        "  ] }")
                .training()
                .phases();
        assertThat(phases).extracting(phase -> phase.work().batch()).containsExactly(200, 100);
        assertThat(phases).extracting(phase -> phase.work().localSteps()).containsExactly(256, 16);
        assertThat(phases).extracting(phase -> phase.optimizer().rate()).containsExactly(5e-3, 5e-3);
        assertThat(phases).extracting(phase -> phase.optimizer().clipNorm()).containsExactly(3.0, 3.0);
        assertThat(phases).extracting(phase -> phase.optimizer().momentum()).containsExactly(0.0, 0.5);
        assertThat(phases.get(0).aim())
                .isEqualTo(new Aim.FlowMatching(
                        new Matching(new StraightPath(0), new TimeSampling.Uniform(), new Coupling.Independent())));
    }

    @Test
    @DisplayName("phases with rounds of their own are as long as these; on the command line phases are text")
    void rounds() {
        TrainingConfig training = load(Map.of(
                        "--phases",
                        "{objective=flow-matching, rounds=30}, {objective=likelihood, rounds=10}",
                        "--matching-path",
                        "variance-preserving",
                        "--coupling",
                        "sinkhorn",
                        "--coupling-group",
                        "32"))
                .training();
        assertThat(training.budget()).isEqualTo(new Budget.Rounds(40));
        assertThat(training.phases()).extracting(PhaseConfig::share).containsExactly(0.75, 0.25);
        assertThat(training.phases().get(0).aim())
                .isEqualTo(new Aim.FlowMatching(new Matching(
                        new VariancePreservingPath(0),
                        new TimeSampling.LogitNormal(-1, 1),
                        new Coupling.Sinkhorn(32, 0.05, 50))));
    }

    @Test
    @DisplayName("what was not given is told with the values it has in each phase, one line where all have the same")
    void unset() {
        write("training { optimizer.clipNorm = 5, phases = [ { objective = flow-matching, share = 0.4, batch = 300 },"
                + " { objective = likelihood, share = 0.6 } ] }");
        Map<String, String> told =
                ConfigLoader.load(conf, Map.of(), ColumnNames.UNKNOWN).defaults();
        assertThat(told)
                .containsEntry("training.phases[1].batch", "256")
                .containsEntry("training.phases[0].localSteps", "256")
                .containsEntry("training.phases[1].localSteps", "16")
                .containsEntry("training.phases[0].optimizer.lr", "0.03")
                .containsEntry("training.phases[1].optimizer.lr", "1e-3")
                .containsEntry("training.phases[1].optimizerState", "fresh")
                .containsEntry("training.optimizer.schedule.shape", "cosine")
                .containsEntry("training.optimizer.name", "adam")
                .containsEntry("training.matching.path", "straight")
                .doesNotContainKeys(
                        "training.batch",
                        "training.phases",
                        "training.phases[0].batch",
                        "training.phases[0].share",
                        "training.phases[0].optimizerState",
                        "training.localSteps",
                        "training.optimizer.lr",
                        "training.optimizer.clipNorm");
        write("");
        assertThat(ConfigLoader.load(conf, Map.of(), ColumnNames.UNKNOWN).defaults())
                .containsEntry("training.phases", "flow-matching, likelihood")
                .containsEntry("training.phases[0].share", "1/2")
                .containsEntry("training.phases[0].batch", "512");
        assertThat(ConfigLoader.load(conf, Map.of("--blocks", "2"), ColumnNames.UNKNOWN)
                        .defaults())
                .containsEntry("training.phases", "likelihood")
                .containsEntry("training.batch", "256")
                .doesNotContainKeys("training.matching.path", "training.phases[0].share");
    }

    @Test
    @DisplayName("what another run had set is told as such, not as the default that no phase had")
    void differences() {
        write("");
        LoadedConfig usual = ConfigLoader.load(conf, Map.of(), ColumnNames.UNKNOWN);
        assertThat(ConfigLoader.load(conf, Map.of("--batch", "256"), ColumnNames.UNKNOWN)
                        .differences(usual.given()))
                .containsExactly("training.batch was not set, is 256 (--batch)");
        assertThat(ConfigLoader.load(conf, Map.of("--optimizer", "adam"), ColumnNames.UNKNOWN)
                        .differences(usual.given()))
                .isEmpty();
    }

    @Test
    @DisplayName("what a model remembers of its training reads back as the same phases")
    void remembered() {
        write("training.phases = [{ objective = flow-matching, share = 0.4, optimizer.lr = 1e-2 },"
                + " { objective = likelihood, share = 0.6 }]");
        LoadedConfig loaded = ConfigLoader.load(conf, Map.of(), ColumnNames.UNKNOWN);
        assertThat(ConfigLoader.again(loaded.given()).config().hash())
                .isEqualTo(loaded.config().hash());
        LoadedConfig named =
                ConfigLoader.load(conf, Map.of("--phases", "flow-matching, likelihood"), ColumnNames.UNKNOWN);
        assertThat(ConfigLoader.again(named.given()).config().hash())
                .isEqualTo(named.config().hash())
                .isNotEqualTo(loaded.config().hash());
    }

    @Test
    @DisplayName("phases of the command line replace those of the file, and what only those had use for")
    void otherPhases() {
        String[] file = {"training { phases = flow-matching, matching.timeMean = -1.5 }"};
        assertThat(load(Map.of("--phases", "likelihood"), file).training().phases())
                .singleElement()
                .satisfies(phase -> assertThat(phase.aim()).isEqualTo(new Aim.Likelihood()));
        assertThat(problems(Map.of("--phases", "likelihood", "--matching-time-mean", "-1"), file))
                .singleElement()
                .asString()
                .startsWith("--matching-time-mean: training.matching.timeMean: has no effect without a phase");
        assertThat(problems(Map.of(), "training { phases = likelihood, matching.timeMean = -1.5 }"))
                .singleElement()
                .asString()
                .contains("training.matching.timeMean: has no effect without a phase");
    }

    @Test
    @DisplayName("every problem of the phases at once, by file, line and key")
    void problems() {
        assertThat(problems(
                        Map.of(),
                        "training {",
                        "  phases = [",
                        "    { objective = flowmatching, share = 0.5 }",
                        "    { objective = likelihood, share = 1.5, lr = 1e-3, workers = 3 }",
                        "    { share = 0.1, optimizer { rate = 3 }, batch = many }",
                        "  ] }"))
                .containsExactlyInAnyOrder(
                        conf + ":5: training.phases[0].objective: expected one of likelihood, flow-matching, got"
                                + " \"flowmatching\"; did you mean flow-matching?",
                        conf + ":6: training.phases[1].share: expected a number above 0 and at most 1, got 1.5",
                        conf + ":6: training.phases[1].lr: no such key of a phase; did you mean optimizer.lr?",
                        conf
                                + ":6: training.phases[1].workers: holds for the whole training, not for a phase; set training.workers",
                        conf
                                + ":7: training.phases[2].optimizer.rate: no such key of a phase; did you mean optimizer.name?",
                        conf + ":7: training.phases[2].batch: expected a whole number from 1 to 10000000, got \"many\"",
                        conf.toString()
                                + ": training.phases[2].objective: missing; expected one of likelihood, flow-matching");
    }

    @Test
    @DisplayName("shares that do not add up to one, and lengths that contradict each other")
    void lengths() {
        assertThat(problems(Map.of("--phases", "{objective=flow-matching,share=0.5},{objective=likelihood,share=0.4}")))
                .containsExactly("--phases: training.phases: expected shares that add up to 1, got 0.5 + 0.4 = 0.9");
        assertThat(problems(Map.of("--phases", "{objective=flow-matching,share=0.5},{objective=likelihood}")))
                .singleElement()
                .asString()
                .contains("training.phases[1].objective: other phases have a share, so this one needs one as well");
        assertThat(problems(
                        Map.of("--phases", "{objective=flow-matching,rounds=5,share=0.1},{objective=likelihood}"),
                        "training.seconds = 60"))
                .hasSize(3)
                .anyMatch(problem -> problem.contains("phases[1].objective: other phases have rounds"))
                .anyMatch(problem -> problem.contains("phases[0].share: expected rounds or a share, not both"))
                .anyMatch(problem -> problem.contains("training.seconds: expected one length"));
    }

    @Test
    @DisplayName("an objective that the model does not have, and settings without effect")
    void doNotGoTogether() {
        assertThat(problems(Map.of("--blocks", "2", "--phases", "flow-matching")))
                .singleElement()
                .asString()
                .contains(
                        "--phases: training.phases: flow-matching needs a flow with one vector field, and model.blocks"
                                + " is 2: set model.blocks = 1, or training.phases = likelihood");
        assertThat(problems(Map.of("--phases", "likelihood", "--matching-time", "uniform")))
                .singleElement()
                .asString()
                .contains("training.matching.time: has no effect without a phase of flow-matching");
        assertThat(problems(Map.of("--matching-time-power", "2", "--coupling-group", "8")))
                .hasSize(2)
                .anyMatch(problem ->
                        problem.contains("timePower: has no effect with training.matching.time = logit-normal"))
                .anyMatch(problem -> problem.contains("couplingGroup: has no effect with training.matching.coupling"));
        assertThat(problems(Map.of("--coupling", "exact", "--batch", "20")))
                .singleElement()
                .asString()
                .contains(
                        "training.batch: expected at least the 64 records of training.matching.couplingGroup, got 20");
        assertThat(problems(
                        Map.of(),
                        "training.phases = [{objective=flow-matching, optimizer.name = sgd},"
                                + " {objective=likelihood, optimizerState = carried}]"))
                .singleElement()
                .asString()
                .contains("optimizerState = carried needs the optimizer of the phase before, sgd, got adam");
    }

    private void write(String... lines) {
        String head = "data.path = \"" + dir.resolve("d.csv") + "\"\noutput = \"" + dir.resolve("out") + "\"\n";
        try {
            Files.writeString(conf, head + String.join("\n", lines));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private RunConfig load(Map<String, String> flags, String... lines) {
        write(lines);
        return ConfigLoader.load(conf, flags, ColumnNames.UNKNOWN).config();
    }

    private List<String> problems(Map<String, String> flags, String... lines) {
        return catchThrowableOfType(ConfigProblems.class, () -> load(flags, lines)).problems().stream()
                .map(Problem::text)
                .toList();
    }
}
