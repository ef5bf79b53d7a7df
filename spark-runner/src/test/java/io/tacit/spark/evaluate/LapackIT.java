package io.tacit.spark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.netlib.lapack.Dlamch;

/** In processes of their own: only the first call of a process can go wrong. */
class LapackIT {
    private static final int THREADS = 2;
    private static final String CONSTANTS = Double.MIN_NORMAL + " " + Math.ulp(1.0);

    @RepeatedTest(6)
    @DisplayName("tasks that begin at once find LAPACK's machine constants right")
    void constants() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LapackIT.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("ends within 60 s")
                    .isTrue();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said.lines()).hasSize(THREADS).containsOnly(CONSTANTS);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What each of some threads finds that begin at once. */
    public static void main(String[] args) throws Exception {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<String>> found = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            found.add(threads.submit(() -> {
                together.await();
                Lapack.ready();
                return Dlamch.dlamch("Safe minimum") + " " + Dlamch.dlamch("Precision");
            }));
        }
        for (Future<String> line : found) {
            System.out.println(line.get());
        }
        threads.shutdown();
    }
}
