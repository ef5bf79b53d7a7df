package io.tacit.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tacit.core.optim.Adam;
import io.tacit.core.optim.Clip;
import io.tacit.core.solve.Stepping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    @TempDir
    private Path dir;

    private Path data;

    @BeforeEach
    void dataSet() throws IOException {
        data = Files.createFile(dir.resolve("flights.parquet"));
    }

    @Test
    void whatIsNotSetHasItsDefault() {
        RunConfig config = load(Map.of("--phases", "likelihood"));
        assertThat(config.training().phases().get(0).work())
                .isEqualTo(new WorkConfig(4, 256, 16, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(config.training().budget()).isEqualTo(new Budget.Rounds(100));
        assertThat(config.model().solver().steps()).isEqualTo(new SolverConfig.Adaptive());
        assertThat(config.data().format()).isEqualTo(DataConfig.Format.PARQUET);
        assertThat(config.data().columns()).isEmpty();
    }

    @Test
    void fileThenFlags() {
        RunConfig config = load(
                Map.of("--batch", "250", "--columns", "a, b", "--seconds", "60", "spark.master", "local[2]"),
                "data.columns = [x, y, z]",
                "training { batch = 500, localSteps = 8, rounds = 7",
                "  optimizer { clipNorm = 2.5 } }",
                "model.solver { method = rk4, fixedSteps = 4, stepping = per-example }",
                "spark { master = \"local[4]\", sql.shuffle.partitions = 3 }");
        assertThat(config.training().phases().get(0).work())
                .isEqualTo(new WorkConfig(4, 250, 8, 0, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(config.training().budget()).isEqualTo(new Budget.Seconds(60));
        assertThat(config.data().columns()).containsExactly("a", "b");
        assertThat(config.model().solver())
                .isEqualTo(new SolverConfig(
                        SolverConfig.Method.RK4,
                        new SolverConfig.Tolerance(1e-4, 1e-4),
                        new SolverConfig.Limits(10_000, 0),
                        new SolverConfig.Fixed(4),
                        Stepping.PER_EXAMPLE,
                        SolverConfig.Adjoint.CHECKPOINTED));
        assertThat(config.spark())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("spark.master", "local[2]", "spark.sql.shuffle.partitions", "3"));
        assertThat(config.training().phases().get(0).optimizer().optimizer(100))
                .isInstanceOfSatisfying(
                        Clip.class, clip -> assertThat(clip.inner()).isInstanceOf(Adam.class));
    }

    @Test
    @DisplayName("U03 every problem at once, with file, line, key, what came and the nearest valid name")
    void everyProblemAtOnce() {
        List<String> problems = problems(
                Map.of("--lr", "fast", "--local-steps", "0"),
                "model {", // line 3 of the file
                "  hiden = 32",
                "  activation = tahn",
                "  trace = exact, noise = gaussian",
                "}",
                "training {",
                "  lr = 1e-2",
                "  batch = many",
                "  rounds = 5, epochs = 2",
                "  optimizer.momentum = 0.9",
                "}",
                "engin.threads = 2");
        String conf = conf().toString();
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        conf + ":4: model.hiden: no such key; did you mean model.hidden?",
                        conf
                                + ":5: model.activation: expected one of identity, tanh, sigmoid, softplus, relu, leaky-relu, elu, swish, gelu, sin, square,"
                                + " got \"tahn\"; did you mean tanh?",
                        conf + ":6: model.noise: has no effect with model.trace = exact",
                        conf + ":9: training.lr: no such key; did you mean training.optimizer.lr?",
                        conf + ":10: training.batch: expected a whole number from 1 to 10000000, got \"many\"",
                        conf + ":11: training.epochs: expected one of rounds, epochs and seconds, but training.rounds"
                                + " is set as well",
                        conf + ":12: training.optimizer.momentum: has no effect with training.optimizer.name = adam",
                        conf + ":14: engin: no such key; did you mean engine?",
                        "--lr: training.optimizer.lr: expected a number above 0, got \"fast\"",
                        "--local-steps: training.localSteps: expected a whole number from 1, got \"0\"");
    }

    @Test
    @DisplayName("columns to dequantise come with a step or the step 1, from flag or file; wrong ones are told at once")
    void dequantize() {
        assertThat(load(Map.of("--dequantize", "die, price=0.01")).data().dequantize())
                .containsExactly(new Dequantize("die", 1), new Dequantize("price", 0.01));
        assertThat(load(Map.of(), "data.dequantize = [die, \"a=b=2\"]").data().dequantize())
                .containsExactly(new Dequantize("die", 1), new Dequantize("a=b", 2));
        for (String wrong : List.of("die=0", "die=-1", "die=much", "die,die=2", "=1", "die=NaN")) {
            assertThat(problems(Map.of("--dequantize", wrong, "--lr", "0")))
                    .hasSize(2)
                    .anyMatch(problem -> problem.contains("data.dequantize: expected COLUMN or COLUMN=STEP"));
        }
    }

    @Test
    @DisplayName("U03 pairs for the report that are none of learned columns are told all, with the columns there are")
    void pairs() {
        write("data.columns = [delay, distance]", "report.pairs = [\"distance:delay\", \"delay:speed\", \"delay\"]");
        assertThat(problemsOf(() -> ConfigLoader.load(conf(), Map.of("--lr", "0"), ColumnNames.UNKNOWN)))
                .hasSize(2)
                .contains(conf() + ":4: report.pairs: expected two learned columns with a colon between them, got"
                        + " 'delay:speed' and 'delay'; the columns are delay, distance");
        assertThat(problems(Map.of("--pairs", "x:x,x:y"), "data.columns = [x, y]"))
                .singleElement()
                .asString()
                .contains("--pairs: report.pairs", "got 'x:x';");
        assertThat(load(Map.of("--pairs", "y:x"), "data.columns = [x, y]")
                        .report()
                        .pairs())
                .containsExactly("y:x");
    }

    @Test
    @DisplayName("U03 data that are not named, or named wrongly, are told once, whoever else would look into them")
    void dataNotNamed() {
        ColumnNames absent = data -> {
            throw new ConfigProblems(List.of(Problem.of("", "", "cannot read '" + data.path() + "'")));
        };
        assertThat(problemsOf(() -> ConfigLoader.load(Map.of("--output", "x"), absent)))
                .containsExactly("command line: data.path: missing; set it there or with --data");
    }

    @Test
    @DisplayName("U03 a file that includes itself is a sentence, not fifty names")
    void includesItself() {
        assertThat(problems(Map.of(), "include \"run.conf\""))
                .singleElement()
                .asString()
                .contains("cycle in your includes")
                .doesNotContain("Trace", "[");
    }

    @Test
    @DisplayName("U03 a missing file is named with the one that may have been meant")
    void missingData() {
        assertThat(problems(Map.of("--data", dir + "/flihgts.parquet")))
                .containsExactly("--data: data.path: no such file or directory: " + dir
                        + "/flihgts.parquet; did you mean " + data + "?");
    }

    @Test
    @DisplayName("U03 a missing configuration file is named with the one that may have been meant")
    void missingConfiguration() {
        write();
        Path wrong = dir.resolve("rnu.conf");
        assertThat(problemsOf(() -> ConfigLoader.load(wrong, Map.of(), ColumnNames.UNKNOWN)))
                .containsExactly("no such configuration file: " + wrong + "; did you mean " + conf() + "?");
    }

    @Test
    @DisplayName("U03 what must be set and is not")
    void missingKeys() {
        assertThat(problemsOf(() -> ConfigLoader.load(Map.of(), ColumnNames.UNKNOWN)))
                .containsExactlyInAnyOrder(
                        "command line: data.path: missing; set it there or with --data",
                        "command line: output: missing; set it there or with --output");
    }

    @Test
    @DisplayName("U03 a file that is not HOCON is refused with its line")
    void notHocon() {
        assertThat(problems(Map.of(), "training { batch = "))
                .singleElement()
                .asString()
                .contains("run.conf: ");
    }

    @Test
    @DisplayName("U03 values that do not go together")
    void contradictions() {
        assertThat(problems(Map.of(), "model.solver.method = euler"))
                .singleElement()
                .asString()
                .startsWith(conf() + ":3: model.solver.fixedSteps is missing: euler has no error estimate");
        assertThat(problems(Map.of("--validation", "0.5", "--test", "0.6")))
                .singleElement()
                .asString()
                .contains("expected validation + test below 1");
    }

    @Test
    @DisplayName("U03 a value where a section belongs, and the other way round")
    void sectionsAndValues() {
        assertThat(problems(Map.of(), "training = 5", "model.hidden { width = 3 }"))
                .containsExactlyInAnyOrder(
                        conf() + ":3: training: expected a section { ... }",
                        conf() + ":4: model.hidden: expected a whole number from 1 to 65536, got {\"width\":3}");
    }

    @Test
    @DisplayName("U03 a problem that shows later, such as a wrong column, still has its line")
    void laterProblems() {
        write("data.columns = [delay, distanse]");
        Problem problem = ConfigLoader.load(conf(), Map.of(), ColumnNames.UNKNOWN)
                .problem("data.columns", "the data have no column distanse", Optional.of("distance"));
        assertThat(problem.text())
                .isEqualTo(conf() + ":3: data.columns: the data have no column distanse; did you mean distance?");
    }

    @Test
    @DisplayName("A configuration nested without end is a sentence, not a stack that overflows")
    void nested() {
        assertThat(problems(Map.of(), "a" + " { a".repeat(200_000)))
                .singleElement()
                .asString()
                .contains("not HOCON: nested too deeply");
    }

    @Test
    @DisplayName(
            "What an earlier run had otherwise is told by key, with both values; what does not decide the result is not")
    void differences() {
        write("model.hidden = 65", "training { rounds = 9, phases = likelihood, optimizer.lr = 1e-3 }");
        Map<String, String> earlier = new HashMap<>(Map.of(
                "data.path", "elsewhere.csv",
                "output", "other",
                "training.rounds", "3",
                "training.optimizer.lr", "0.001",
                "training.phases", "likelihood",
                "training.seed", "4",
                "model.layers", "3"));
        assertThat(ConfigLoader.load(conf(), Map.of(), ColumnNames.UNKNOWN).differences(earlier))
                .containsExactlyInAnyOrder(
                        "model.hidden was 64, is 65 (--hidden)", "training.seed was 4, is 1 (--seed)");
    }

    private Path conf() {
        return dir.resolve("run.conf");
    }

    private void write(String... lines) {
        String head = "data.path = \"" + data + "\"\noutput = \"" + dir.resolve("out") + "\"\n";
        try {
            Files.writeString(conf(), head + String.join("\n", Arrays.asList(lines)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunConfig load(Map<String, String> flags, String... lines) {
        write(lines);
        return ConfigLoader.load(conf(), flags, ColumnNames.UNKNOWN).config();
    }

    private List<String> problems(Map<String, String> flags, String... lines) {
        return problemsOf(() -> load(flags, lines));
    }

    private static List<String> problemsOf(ThrowingCallable call) {
        return catchThrowableOfType(ConfigProblems.class, call).problems().stream()
                .map(Problem::text)
                .toList();
    }
}
