package io.tacit.core.engine.cpu.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RehearsalsTest {

    private static final Duration LONG = Duration.ofHours(1);

    @Test
    @DisplayName("who waits goes on when the last rehearsal has ended, each counted once")
    void ended() throws InterruptedException, ExecutionException, TimeoutException {
        Rehearsals rehearsals = new Rehearsals(Duration.ZERO, LONG);
        Rehearsals.Rehearsal first = rehearsals.begin();
        Rehearsals.Rehearsal second = rehearsals.begin();
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(rehearsals::await);
        first.end();
        first.end();
        assertThat(waiting).isNotDone();
        second.end();
        waiting.get(1, TimeUnit.MINUTES);
    }

    @Test
    @DisplayName("nobody waits before the grace, after the limit, or interrupted")
    void doesNotWait() {
        Rehearsals young = new Rehearsals(LONG, LONG);
        young.begin();
        young.await();
        Rehearsals old = new Rehearsals(Duration.ZERO, Duration.ZERO);
        old.begin();
        old.await();
        Rehearsals endless = new Rehearsals(Duration.ZERO, LONG);
        endless.begin();
        Thread.currentThread().interrupt();
        endless.await();
        assertThat(Thread.interrupted()).isTrue();
    }
}
