package io.tacit.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.core.appender.OutputStreamAppender;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;

class SilenceTest {
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final PrintStream usual = System.err;
    private final Logger spark = LogManager.getLogger("org.apache.spark.storage.BlockManagerStorageEndpoint");
    private final org.apache.logging.log4j.core.Logger root =
            (org.apache.logging.log4j.core.Logger) LogManager.getRootLogger();
    private final OutputStreamAppender console = OutputStreamAppender.newBuilder()
            .setName("seen")
            .setTarget(seen)
            .setLayout(PatternLayout.newBuilder().withPattern("%p %m%n").build())
            .build();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(seen, true, StandardCharsets.UTF_8));
        console.start();
        root.addAppender(console);
    }

    @AfterEach
    void asUsual() {
        root.removeAppender(console);
        System.setErr(usual);
    }

    @Test
    @DisplayName(
            "what Spark logs and Scala prints is not heard, what holds the stream from before is, and later all are again")
    void silence() {
        PrintStream ours = System.err;
        try (Silence prints = Silence.ofPrints();
                Silence logs = Silence.ofLogs()) {
            spark.error("Error in removing broadcast 5");
            new RejectedExecutionException("Task Future rejected").printStackTrace();
            ours.println("stopped");
            assertThat(spark.isEnabled(Level.FATAL)).isFalse();
        }
        spark.error("later");
        System.err.println("printed");
        assertThat(seen.toString(StandardCharsets.UTF_8))
                .isEqualToNormalizingNewlines("stopped\nERROR later\nprinted\n");
    }

    @Test
    @DisplayName("the first signal is followed by what is to be done, and then known as a wish to stop")
    void signals() throws InterruptedException {
        Semaphore done = new Semaphore(0);
        Signals signals = new Signals();
        signals.listen(done::release);
        assertThat(signals.isMade()).isFalse();
        Signal.raise(new Signal("TERM"));
        done.acquire();
        while (!signals.isMade()) {
            Thread.onSpinWait();
        }
        assertThat(signals.exitCode()).isEqualTo(ExitCode.TERMINATED);
    }
}
