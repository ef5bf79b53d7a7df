package io.tacit.clusters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is run as a process; of the environment it gets PATH and what a test gives. */
record Script(List<String> command) {
    private static final int SECONDS = 60;

    /** How it ended and what it said. */
    record End(int code, String out, String err) {
        /** The words after {@code --} of what a dry run said: the command of Tacit. */
        List<String> commands() {
            return out.lines()
                    .map(line -> line.replaceFirst(".* -- ", "").strip())
                    .toList();
        }
    }

    /** Running. */
    record Running(String name, Process process, Path out, Path err) {
        End await() throws InterruptedException {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(name + " was to end within " + SECONDS + " s; it said\n" + said(err));
            }
            return new End(process.exitValue(), said(out), said(err));
        }
    }

    /** A shell cannot trap a signal that was ignored when it started, as SIGINT is in what runs in the background. */
    static Script of(Path file) {
        return new Script(List.of(
                "env", "--default-signal=INT", file.toAbsolutePath().normalize().toString()));
    }

    static Script bash(String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash"));
        command.addAll(List.of(arguments));
        return new Script(command);
    }

    End run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        return start(environment, arguments).await();
    }

    Running start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        Path out = temporary();
        Path err = temporary();
        ProcessBuilder builder =
                new ProcessBuilder(all).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        return new Running(String.join(" ", all), builder.start(), out, err);
    }

    private static Path temporary() throws IOException {
        Path file = Files.createTempFile("script", ".txt");
        file.toFile().deleteOnExit();
        return file;
    }

    private static String said(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
