package io.tacit.core.engine.cpu.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final int SLOW_CALLS = 120;

    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicReference<Object> made = new AtomicReference<>();
    private final CountDownLatch takenOver = new CountDownLatch(1);

    @Test
    @DisplayName("code that is compiled only after the patience is over takes over all the same")
    void compiledLate() throws InterruptedException {
        WarmUp.start(() -> new WarmUp.Candidate(this::compiledLater, () -> {}, takenOver::countDown), Duration.ZERO);
        assertThat(takenOver.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(calls.get()).isGreaterThan(SLOW_CALLS);
    }

    /** Allocates, and is slow, for its first calls. */
    private void compiledLater() {
        if (calls.incrementAndGet() <= SLOW_CALLS) {
            made.set(new double[10_000]);
        }
    }
}
