package io.tacit.benchmarks.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process that is measured: alone, with OpenBLAS choosing its kernels itself, and with embedded Spark.
 *
 * @param log where its output goes
 */
record Launch(List<String> command, Path directory, Map<String, String> environment, Path log) {
    private static final List<String> LEFT_OUT = List.of("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "SPARK_HOME");
    private static final int LAST_LINES = 6;

    /** @param began and {@code ended} in milliseconds since 1970 */
    record Ended(long began, long ended) {
        double seconds() {
            return (ended - began) / 1000.0;
        }
    }

    /** @throws IOException with the end of its output, where it fails */
    Ended run() throws IOException, InterruptedException {
        long began = System.currentTimeMillis();
        Process process = start();
        try {
            demandSuccess(process);
            return new Ended(began, System.currentTimeMillis());
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        LEFT_OUT.forEach(builder.environment()::remove);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits for its end. */
    void demandSuccess(Process process) throws IOException, InterruptedException {
        int exit = process.waitFor();
        if (exit != 0) {
            List<String> lines = output();
            throw new IOException(
                    command.get(0) + " ended with exit code " + exit + "; all it said is in " + log + ", at the end:\n"
                            + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size())));
        }
    }

    List<String> output() throws IOException {
        return Files.readAllLines(log);
    }
}
