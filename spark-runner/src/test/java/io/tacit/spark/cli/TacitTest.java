package io.tacit.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacit.core.engine.Engines;
import io.tacit.spark.cli.Shell.Result;
import io.tacit.spark.config.Budget;
import io.tacit.spark.config.ConfigProblems;
import io.tacit.spark.config.CsvDialect;
import io.tacit.spark.config.DataConfig;
import io.tacit.spark.config.Dequantize;
import io.tacit.spark.config.Key;
import io.tacit.spark.config.Keys;
import io.tacit.spark.config.Problem;
import io.tacit.spark.data.DataException;
import io.tacit.spark.driver.Destination;
import io.tacit.spark.driver.ModelUse;
import io.tacit.spark.driver.SampleRequest;
import io.tacit.spark.driver.ScoreRequest;
import io.tacit.spark.driver.Summary;
import io.tacit.spark.driver.TrainRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TacitTest {
    @TempDir
    private Path dir;

    private Path conf;
    private Shell shell = Shell.answering(Summary.finished());

    @BeforeEach
    void configuration() throws IOException {
        Path data = Files.writeString(dir.resolve("flights.csv"), "delay,distance\n1,2\n");
        conf = Files.writeString(
                dir.resolve("flights.conf"),
                "data { path = \"" + data + "\", columns = [delay, distance] }\noutput = \"" + dir.resolve("out")
                        + "\"\n");
    }

    @Test
    @DisplayName("U02 help of the program names every command and every exit code, exit 0")
    void help() {
        Result result = shell.run("--help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("train", "evaluate", "score", "sample", "inspect", "--version");
        for (ExitCode code : ExitCode.values()) {
            assertThat(result.out())
                    .containsPattern(
                            "\\b" + code.code() + "\\s+" + code.meaning().substring(0, 9));
        }
    }

    @Test
    @DisplayName("U02 help of train shows every option with its default and unit")
    void helpOfTrain() {
        Result result = shell.run("train", "--help");
        String text = result.out().replaceAll("\\s+", " ");
        assertThat(result.code()).isZero();
        for (Key<?> key : Keys.all()) {
            String unit = key.names().isEmpty() ? "<" + key.unit() + ">" : String.join("|", key.names());
            String fallback = key.fallback().isEmpty() ? "" : ", default: " + key.fallback();
            assertThat(text).contains(key.flag() + "=" + unit).contains("[" + key.path() + fallback + "]");
        }
        assertThat(text)
                .containsPattern(
                        "Examples of a local step. Where nothing sets it, \\d+ in flow-matching, \\d+ in likelihood");
    }

    @Test
    @DisplayName("U02 options of train stand under what they are for, each once")
    void purposes() {
        String text = shell.run("train", "--help").out();
        assertThat(text)
                .containsSubsequence(
                        "Data:",
                        "--id=",
                        "Solver:",
                        "--max-steps=",
                        "Model:",
                        "--hidden=",
                        "Optimizer",
                        "--lr=",
                        "Averaging")
                .containsSubsequence("Length, and which model is kept:", "--keep=", "Output", "--output=", "--resume");
        for (Key<?> key : Keys.all()) {
            assertThat(text.split("\\Q" + key.flag() + "=\\E", -1))
                    .as(key.flag())
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "score", "sample", "inspect"})
    @DisplayName("U02 every command explains itself, exit 0")
    void helpOfEach(String command) {
        Result result = shell.run(command, "--help");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Usage: tacit " + command, "--json", "--verbose", "Exit codes:");
        assertThat(shell.requests()).isEmpty();
    }

    @Test
    void version() {
        assertThat(shell.run("--version").out()).contains("tacit ", "Java 17", "Spark 4");
    }

    @Test
    @DisplayName(
            "U03 wrong options, keys, values, columns and numbers: all at once, nearest names, exit 2, nothing written")
    void everythingWrong() throws IOException {
        Files.writeString(
                conf,
                Files.readString(conf).replace("distance]", "distanse]") + "training.bach = 3\nmodel.hidden = wide\n");
        Result result = shell.run("train", "--bacth", "5", conf.toString(), "--lr=fast", "--resum");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err().lines())
                .containsExactlyInAnyOrder(
                        "tacit: --bacth: no such option; did you mean --batch?",
                        "tacit: --resum: no such option; did you mean --resume?",
                        "tacit: " + conf
                                + ":1: data.columns: the data have no column 'distanse'; did you mean distance?",
                        "tacit: " + conf + ":3: training.bach: no such key; did you mean training.batch?",
                        "tacit: " + conf + ":4: model.hidden: expected a whole number from 1 to 65536, got \"wide\"",
                        "tacit: --lr: training.optimizer.lr: expected a number above 0, got \"fast\"",
                        "See: tacit train --help");
        assertThat(result.out()).isEmpty();
        assertThat(shell.requests()).isEmpty();
        assertThat(dir.resolve("out")).doesNotExist();
    }

    @Test
    @DisplayName("U03 a table that does not look as it is to be read is told with the rest, exit 2, and read as said")
    void dialect() throws IOException {
        Path data = Files.writeString(dir.resolve("german.csv"), "delay;distance\n1,5;2\n2,5;3\n");
        String[] train = {
            "train",
            "--data",
            data.toString(),
            "--columns",
            "delay",
            "--output",
            dir.resolve("out").toString()
        };
        Result refused = shell.run(train);
        assertThat(refused.code()).isEqualTo(2);
        Result all = shell.run(
                "train", "--data", data.toString(), "--output", "out", "--encoding", "windows-1252", "--lr", "0");
        assertThat(all.err())
                .contains(
                        "german.csv does not fit",
                        "ISO-8859-1",
                        "iconv -f ENCODING -t UTF-8",
                        "got \"windows-1252\"",
                        "--lr: ");
        assertThat(refused.err())
                .contains(
                        "german.csv does not fit how it is to be read: cells seem to be separated by ';' and decimals by"
                                + " ',': --separator ';' --decimal ','");
        String[] said = Stream.concat(Stream.of(train), Stream.of("--separator", ";", "--decimal", ","))
                .toArray(String[]::new);
        assertThat(shell.run(said).code()).isZero();
        CsvDialect dialect = ((TrainRequest) shell.requests().get(0))
                .config()
                .config()
                .data()
                .csv();
        assertThat(dialect).isEqualTo(CsvDialect.DEFAULT.separator(";").decimal(','));
        assertThat(shell.run(
                                "score",
                                dir.toString(),
                                "--data",
                                data.toString(),
                                "--output",
                                "out",
                                "--separator",
                                "\\t")
                        .code())
                .isZero();
        assertThat(((ScoreRequest) shell.requests().get(1)).model().reading())
                .isEqualTo(Map.of("data.csv.separator", "\\t"));
    }

    @Test
    @DisplayName("an option with a list may come several times, or once with commas")
    void lists() {
        shell.run("train", conf.toString(), "--dequantize", "delay", "--dequantize=distance=0.5");
        shell.run(
                "train",
                conf.toString(),
                "--dequantize",
                "delay,distance=0.5",
                "--columns=distance",
                "--columns=delay");
        List<DataConfig> data = shell.requests().stream()
                .map(request -> ((TrainRequest) request).config().config().data())
                .toList();
        assertThat(data)
                .extracting(DataConfig::dequantize)
                .containsOnly(List.of(new Dequantize("delay", 1), new Dequantize("distance", 0.5)));
        assertThat(data.get(1).columns()).containsExactly("distance", "delay");
        Result twice = shell.run("train", conf.toString(), "--dequantize", "delay", "--dequantize", "delay=2");
        assertThat(twice.code()).isEqualTo(2);
        assertThat(twice.err()).contains("each column once");
    }

    @Test
    @DisplayName("U03 a command that there is not, and none at all")
    void wrongCommand() {
        assertThat(shell.run("trian"))
                .isEqualTo(new Result(
                        2, "", "tacit: trian: no such command; did you mean train?%nSee: tacit --help%n".formatted()));
        Result none = shell.run();
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("Usage: tacit");
    }

    @Test
    @DisplayName("U03 missing and wrong arguments of the other commands, exit 2")
    void otherCommands() throws IOException {
        Result score = shell.run("score", dir.toString());
        assertThat(score.code()).isEqualTo(2);
        assertThat(score.err()).contains("--data", "--output").containsOnlyOnce("Missing required");
        Result evaluate = shell.run("evaluate", dir + "/nowhere", "--device", "tpu");
        assertThat(evaluate.code()).isEqualTo(2);
        assertThat(evaluate.err()).contains("--device: expected one of auto, cpu, gpu", "no such directory");
        for (String wrong : List.of("many", "1e30", "99999999999999999999", "1.5")) {
            Result count = shell.run("sample", dir.toString(), "--output", "x", "--count", wrong);
            assertThat(count.code()).isEqualTo(2);
            assertThat(count.err()).contains("--count", "'" + wrong + "' is not a whole number");
        }
        Result numbers = shell.run("sample", dir.toString(), "--output", "x", "--count", "0", "--threads", "0");
        assertThat(numbers.code()).isEqualTo(2);
        assertThat(numbers.err()).contains("--count: expected", "--threads: expected");
        Files.createDirectories(dir.resolve("toys.csv"));
        for (String data : List.of(dir + "/toyz.csv", "file:" + dir + "/toyz.csv")) {
            Result missing = shell.run("score", dir.toString(), "--data", data, "--output", "x");
            assertThat(missing.code()).isEqualTo(2);
            assertThat(missing.err())
                    .contains("--data: no such file or directory: " + data + "; did you mean " + dir + "/toys.csv?");
        }
        assertThat(shell.run("evaluate").err()).contains("RUN");
        assertThat(shell.requests()).isEmpty();
    }

    @Test
    void trainReachesTheDriver() {
        assertThat(shell.run("train", conf.toString(), "--rounds", "3", "--resume", "--conf", "spark.master=local[1]"))
                .extracting(Result::code)
                .isEqualTo(0);
        TrainRequest request = (TrainRequest) shell.requests().get(0);
        assertThat(request.start()).isEqualTo(TrainRequest.Start.RESUME);
        assertThat(request.config().config().training().budget()).isEqualTo(new Budget.Rounds(3));
        assertThat(request.config().config().spark()).isEqualTo(Map.of("spark.master", "local[1]"));
        assertThat(request.stop().isMade()).isFalse();
    }

    @Test
    void theOthersReachTheDriver() {
        String run = dir.toString();
        assertThat(Stream.of(
                        shell.run("evaluate", run, "--device", "cpu"),
                        shell.run("score", run, "--data", run, "--output", "out"),
                        shell.run("sample", run, "--count", "7", "--output", "out", "--seed", "-3")))
                .extracting(Result::code)
                .containsOnly(0);
        ModelUse evaluated = (ModelUse) shell.requests().get(0);
        assertThat(evaluated.engine().device()).isEqualTo(Engines.Choice.CPU);
        assertThat(((ScoreRequest) shell.requests().get(1)).data()).isEqualTo(run);
        assertThat(((ScoreRequest) shell.requests().get(1)).output()).isEqualTo(Destination.fresh("out"));
        assertThat(((SampleRequest) shell.requests().get(2)).count()).isEqualTo(7);
        assertThat(((SampleRequest) shell.requests().get(2)).seed()).isEqualTo(-3);
    }

    @Test
    @DisplayName("--json is one line; without it a table for people")
    void results() throws IOException {
        Summary summary = Summary.finished()
                .with("thetaSha256", "ab".repeat(32))
                .with("heldOutNll", 3.5)
                .with("ci95", new ObjectMapper().readTree("[3.4, 3.6]"))
                .with("baselines", new ObjectMapper().readTree("{\"gaussian\": 9.6}"))
                .with("rounds", 12);
        shell = Shell.answering(summary);
        String line = shell.run("train", conf.toString(), "--json").out();
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(line.lines()).hasSize(1);
        assertThat(json.path("command").asText()).isEqualTo("train");
        assertThat(json.path("outcome").asText()).isEqualTo("finished");
        assertThat(json.path("ci95").path(1).asDouble()).isEqualTo(3.6);
        assertThat(shell.run("train", conf.toString()).out().lines())
                .containsExactly(
                        "SHA-256 of θ        " + "ab".repeat(32),
                        "held out nll        3.5000",
                        "ci95                3.4000, 3.6000",
                        "baselines gaussian  9.6000",
                        "rounds              12");
    }

    @ParameterizedTest
    @CsvSource({"FINISHED, 0", "DIVERGED, 3", "INTERRUPTED, 130"})
    void endingsAreExitCodes(Summary.Ending ending, int code) {
        shell = Shell.answering(Summary.endedBy(ending, "lower --lr"));
        Result result = shell.run("train", conf.toString());
        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).contains("lower --lr");
    }

    @Test
    @DisplayName("An error is a message without a stack trace, unless --verbose")
    void errors() {
        shell = new Shell(() -> {
            throw new IllegalStateException("the executors went away", new IOException("connection reset"));
        });
        Result brief = shell.run("train", conf.toString());
        assertThat(brief.code()).isEqualTo(1);
        assertThat(brief.err())
                .isEqualTo("tacit: the executors went away%n  because connection reset%n(--verbose shows where)%n"
                        .formatted());
        assertThat(shell.run("train", conf.toString(), "--verbose").err()).contains("\tat ");
    }

    @Test
    @DisplayName("What Java does not know to be thrown, and what is no exception, is a message as well")
    void undeclared() {
        for (Throwable thrown : List.of(
                new IOException("No space left on device"), new StackOverflowError(), new ExecutionException(null))) {
            Result result = new Shell(() -> sneaky(thrown)).run("train", conf.toString());
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).startsWith("tacit: ").doesNotContain("Exception", "Error", "java.");
        }
        Result refused = new Shell(() -> sneaky(new ExecutionException(
                        new ConfigProblems(List.of(Problem.of("", "--output", "is there already"))))))
                .run("train", conf.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--output: is there already", "--help");
        Result table = new Shell(() -> sneaky(new DataException(List.of("a.csv does not fit", "b.csv neither"))))
                .run("score", dir.toString(), "--data", dir.toString(), "--output", "out");
        assertThat(table)
                .isEqualTo(new Result(
                        2,
                        "",
                        "tacit: a.csv does not fit%ntacit: b.csv neither%nSee: tacit score --help%n".formatted()));
        Result records = new Shell(() -> sneaky(DataException.ofRecords("2 of 3 records cannot be used")))
                .run("train", conf.toString());
        assertThat(records.code()).isEqualTo(1);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> Summary sneaky(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
