package io.tacit.benchmarks.compare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacit.benchmarks.ffjord.Ffjord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Launches programs that print one line of JSON. OpenBLAS chooses its kernels itself in all of them. */
final class Programs {

    private static final List<String> PINS = List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE");
    private static final int MESSAGE_LINES = 5;

    private final String python;
    private final Path peers;

    Programs(String python, Path peers) {
        this.python = python;
        this.peers = peers;
    }

    /** Why peers cannot run, if they cannot. */
    Optional<String> obstacle() throws InterruptedException {
        for (Contender c : Contender.values()) {
            if (c.peer() && !Files.isReadable(peers.resolve(c.script()))) {
                return Optional.of("--peers has no file " + c.script());
            }
        }
        try {
            run(List.of(python, "-c", "import torch, torchdiffeq; print('{}')"));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("Python cannot import torch and torchdiffeq: " + e.getMessage());
        }
    }

    /**
     * One launch of a peer, or of ours.
     *
     * @param options that all know
     * @param more options of this one
     */
    JsonNode run(Contender contender, List<String> options, List<String> more)
            throws IOException, InterruptedException {
        List<String> command = contender.peer()
                ? new ArrayList<>(
                        List.of(python, peers.resolve(contender.script()).toString()))
                : ours();
        command.addAll(options);
        command.addAll(more);
        command.addAll(contender.options());
        return run(command);
    }

    /** Our command with any options. */
    JsonNode ffjord(List<String> options) throws IOException, InterruptedException {
        List<String> command = ours();
        command.addAll(options);
        return run(command);
    }

    /** A Python script with its arguments. */
    JsonNode python(List<String> words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python));
        command.addAll(words);
        return run(command);
    }

    private static List<String> ours() {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Ffjord.class.getName()));
        return command;
    }

    private static JsonNode run(List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("benchmark", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
            PINS.forEach(builder.environment()::remove);
            Process process = builder.start();
            try {
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                int exit = process.waitFor();
                if (exit != 0) {
                    throw new IOException("exit code " + exit + ": " + end(Files.readString(errors)));
                }
                return new ObjectMapper().readTree(end(out));
            } finally {
                process.destroy();
            }
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private static String end(String text) {
        List<String> lines = text.strip().lines().toList();
        boolean json = !lines.isEmpty() && lines.get(lines.size() - 1).startsWith("{");
        return String.join("\n", lines.subList(Math.max(0, lines.size() - (json ? 1 : MESSAGE_LINES)), lines.size()));
    }
}
