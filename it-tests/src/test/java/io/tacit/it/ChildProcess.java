package io.tacit.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process with a name, its output in files, and waits that end and say whom they waited for. */
public final class ChildProcess implements AutoCloseable {
    private static final int LINES_SHOWN = 40;
    private static final Duration KILLED = Duration.ofSeconds(30);

    private final String name;
    private final Process process;
    private final Path stdout;
    private final Path stderr;

    private ChildProcess(String name, Process process, Path stdout, Path stderr) {
        this.name = name;
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /** Starts the command in {@code folder}, where its output goes to {@code name.out} and {@code name.err}. */
    public static ChildProcess start(String name, Path folder, Map<String, String> environment, List<String> command)
            throws IOException {
        Path stdout = folder.resolve(name + ".out");
        Path stderr = folder.resolve(name + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().put("TACIT_CLASS_ARCHIVE", "no"); // of use to nobody after the test
        builder.environment().putAll(environment);
        Process process = builder.start();
        // A test run that is itself ended leaves nothing behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> tree(process).forEach(ProcessHandle::destroyForcibly)));
        return new ChildProcess(name, process, stdout, stderr);
    }

    /** Waits until the process has written what the pattern finds, and returns group 1 of the first such place. */
    public String awaitOutput(Pattern pattern, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            boolean alive = process.isAlive();
            Matcher found = pattern.matcher(stdout() + stderr());
            if (found.find()) {
                return found.group(1);
            }
            if (!alive || System.nanoTime() > deadline) {
                String state = alive ? "not within " + limit.toSeconds() + " s" : "ended with " + process.exitValue();
                throw new IllegalStateException(
                        name + " was to say /" + pattern + "/: " + state + "; it said at last\n" + lastLines());
            }
            Thread.sleep(50);
        }
    }

    /** Waits for the end of the process and returns its exit code. */
    public int awaitExit(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(
                    name + " was to end within " + limit.toSeconds() + " s; it said at last\n" + lastLines());
        }
        return process.exitValue();
    }

    public String stdout() {
        return text(stdout);
    }

    public String stderr() {
        return text(stderr);
    }

    /** The end of what it wrote, for the message of a failure. */
    public String lastLines() {
        List<String> lines =
                Stream.of(stdout(), stderr()).flatMap(String::lines).toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }

    /** The process itself, to be signalled; the executors of a worker are its descendants. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Kills the process and its descendants, and returns when it is gone. */
    public void kill() throws InterruptedException {
        tree(process).toList().forEach(ProcessHandle::destroyForcibly);
        awaitExit(KILLED);
    }

    /** Ends the process and its descendants: asks, waits five seconds, then kills. */
    @Override
    public void close() {
        List<ProcessHandle> all = tree(process).toList();
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<ProcessHandle> tree(Process process) {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
    }
}
