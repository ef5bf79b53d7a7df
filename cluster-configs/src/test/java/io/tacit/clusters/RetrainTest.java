package io.tacit.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The script retrain with a real submit script and a launcher that notes its calls, leaves the directories that Tacit
 * would and ends as it is told.
 */
class RetrainTest {
    private static final String ID = "2026-01-31";
    /** Trainings end with the codes of a file, one after the other; the last word of a note says where they began. */
    private static final String LAUNCHER =
            """
            #!/bin/bash
            while [[ $1 != -- ]]; do shift; done
            shift
            note() { echo "$*" >>"$STATE/calls"; }
            next() { local code; read -r code <"$STATE/$1"; sed -i 1d "$STATE/$1"; echo "${code:-0}"; }
            case $1 in
              inspect)
                note "$*"
                [[ -d $2 ]]
                ;;
              train)
                run=$4
                if [[ -d $run/checkpoints ]]; then note "$* from-checkpoint"; else note "$* from-nothing"; fi
                code=$(next trainings)
                if [[ $code == hang ]]; then
                  trap 'mkdir -p "$run/checkpoints"; exit 143' TERM
                  touch "$STATE/hangs"
                  while :; do sleep 0.02; done
                fi
                [[ $code == 2 ]] || mkdir -p "$run/checkpoints"
                [[ $code != 0 ]] || mkdir "$run/model"
                exit "$code"
                ;;
              evaluate)
                note "$*"
                echo '{"heldOut":3.45}'
                exit "$(next evaluations)"
                ;;
            esac
            """;

    @TempDir
    Path folder;

    private Path run;
    private Path result;

    @BeforeEach
    void launcher() throws IOException {
        run = folder.resolve("runs").resolve(ID);
        result = folder.resolve("results").resolve(ID + ".json");
        Path launcher = Files.writeString(folder.resolve("launcher"), LAUNCHER);
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        trainingsEndWith();
        evaluationsEndWith();
    }

    @Test
    @DisplayName("a first call trains, evaluates and keeps what evaluate said")
    void fresh() throws Exception {
        Script.End end = retrain();
        assertThat(end.code()).as(end.err()).isZero();
        assertThat(calls()).containsExactly(inspect(), train("from-nothing"), evaluate());
        assertThat(result).hasContent("{\"heldOut\":3.45}");
        assertThat(end.err()).contains("retrain: " + ID + " is complete");
    }

    @Test
    @DisplayName("C35 the same run id again: already complete, nothing is trained")
    void alreadyComplete() throws Exception {
        retrain();
        Script.End again = retrain();
        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("retrain: " + ID + " is already complete: the model is in " + run + "/model");
        assertThat(calls().subList(3, 4)).containsExactly(inspect());
        assertThat(calls()).hasSize(4);
    }

    @Test
    @DisplayName("another run id is another run, in a directory of its own")
    void anotherDay() throws Exception {
        retrain();
        Script.End other = retrain("--run-id", "2026-02-01");
        assertThat(other.code()).isZero();
        assertThat(folder.resolve("runs/2026-02-01/model")).isDirectory();
        assertThat(folder.resolve("results/2026-02-01.json")).exists();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 130, 137, 143})
    @DisplayName("C35 a call after a failure or an interruption goes on from the checkpoint")
    void resumesWhenCalledAgain(int code) throws Exception {
        trainingsEndWith(String.valueOf(code));
        assertThat(retrain().code()).isEqualTo(code);
        assertThat(result).doesNotExist();
        assertThat(retrain().code()).isZero();
        assertThat(calls())
                .containsExactly(inspect(), train("from-nothing"), inspect(), train("from-checkpoint"), evaluate());
    }

    @Test
    @DisplayName("--attempts tries again by itself")
    void triesAgain() throws Exception {
        trainingsEndWith("143", "1");
        Script.End end = retrain("--attempts", "3", "--pause", "0");
        assertThat(end.code()).as(end.err()).isZero();
        assertThat(end.err())
                .contains("attempt 1 of 3 ended with exit code 143")
                .contains("attempt 2 of 3 ended with exit code 1;");
        assertThat(calls()).filteredOn(call -> call.startsWith("train")).hasSize(3);
    }

    @Test
    void givesUpAfterTheLastAttempt() throws Exception {
        trainingsEndWith("1", "1", "1", "1");
        assertThat(retrain("--attempts", "3", "--pause", "0").code()).isEqualTo(1);
        assertThat(calls()).filteredOn(call -> call.startsWith("train")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @DisplayName("wrong options and divergence would come again: no other attempt")
    void doesNotTryAgain(int code) throws Exception {
        trainingsEndWith(String.valueOf(code));
        assertThat(retrain("--attempts", "3", "--pause", "0").code()).isEqualTo(code);
        assertThat(calls()).containsExactly(inspect(), train("from-nothing"));
        assertThat(result).doesNotExist();
    }

    @Test
    @DisplayName("an evaluation that failed is made up for without training")
    void evaluatesLater() throws Exception {
        evaluationsEndWith("1");
        assertThat(retrain().code()).isEqualTo(1);
        assertThat(result).doesNotExist();
        Script.End again = retrain();
        assertThat(again.code()).isZero();
        assertThat(again.err()).contains("is trained already, and is evaluated now");
        assertThat(calls()).containsExactly(inspect(), train("from-nothing"), evaluate(), inspect(), evaluate());
        assertThat(result).hasContent("{\"heldOut\":3.45}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    @DisplayName("a signal reaches training, which leaves a checkpoint; the attempts end")
    void signals(String signal) throws Exception {
        trainingsEndWith("hang");
        Script.Running running = start("--attempts", "3", "--pause", "0");
        awaitFile(folder.resolve("hangs"));
        new ProcessBuilder(
                        "kill", "-" + signal, String.valueOf(running.process().pid()))
                .start()
                .waitFor();
        assertThat(running.await().code()).isEqualTo(143);
        assertThat(calls()).containsExactly(inspect(), train("from-nothing"));

        assertThat(retrain().code()).isZero();
        assertThat(calls()).contains(train("from-checkpoint"));
    }

    @Test
    void dryRunSaysTheCommandsAndRunsNothing() throws Exception {
        Script.End end = retrain("--dry-run", "--gpu", "--", "--rounds", "2");
        assertThat(end.code()).as(end.err()).isZero();
        assertThat(end.commands())
                .containsExactly(inspect(), "train job.conf --output " + run + " --resume --rounds 2", evaluate());
        assertThat(end.out().lines())
                .allSatisfy(line -> assertThat(line).contains(" --conf spark.task.resource.gpu.amount=1 "));
        assertThat(folder.resolve("calls")).doesNotExist();
        assertThat(folder.resolve("results")).doesNotExist();
    }

    @Test
    @DisplayName("options behind -- are for training")
    void optionsOfTraining() throws Exception {
        assertThat(retrain("--", "--data", "two words").code()).isZero();
        assertThat(calls()).contains("train job.conf --output " + run + " --resume --data two words from-nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "--submit, /nowhere, '--submit is to be a submit script'",
        "--config, '', '--config is to be'",
        "--output, '', '--output is to be'",
        "--results, '', '--results is to be'",
        "--run-id, a/b, '--run-id is to be letters'",
        "--attempts, 0, '--attempts is to be 1 or more'",
        "--pause, soon, '--pause is to be whole seconds'",
        "--rounds, 2, 'there is no option --rounds'"
    })
    void wrongOptions(String option, String value, String message) throws Exception {
        Script.End end = retrain(option, value);
        assertThat(end.code()).isEqualTo(2);
        assertThat(end.err()).startsWith("retrain: ").contains(message);
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    private String inspect() {
        return "inspect " + run + "/model";
    }

    private String train(String from) {
        return "train job.conf --output " + run + " --resume " + from;
    }

    private String evaluate() {
        return "evaluate " + run + " --json";
    }

    private Script.End retrain(String... options) throws IOException, InterruptedException {
        return start(options).await();
    }

    private Script.Running start(String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of("--submit", "standalone/submit", "--config", "job.conf"));
        all.addAll(List.of("--output", folder + "/runs/", "--results", folder + "/results", "--run-id", ID));
        all.addAll(List.of(options));
        return Script.of(Path.of("retraining/retrain"))
                .start(
                        Map.of(
                                "SPARK_HOME",
                                "/nowhere",
                                "MASTER",
                                "spark://there:7077",
                                "TACIT",
                                folder.resolve("launcher").toString(),
                                "STATE",
                                folder.toString()),
                        all.toArray(String[]::new));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private void trainingsEndWith(String... codes) throws IOException {
        Files.write(folder.resolve("trainings"), List.of(codes));
    }

    private void evaluationsEndWith(String... codes) throws IOException {
        Files.write(folder.resolve("evaluations"), List.of(codes));
    }

    private static void awaitFile(Path file) throws InterruptedException {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!Files.exists(file)) {
            assertThat(System.nanoTime())
                    .as("training was to begin within 30 s")
                    .isLessThan(deadline);
            Thread.sleep(10);
        }
    }
}
