package io.tacit.spark.transport.akka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActorSystemsIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int TIMES = 40;

    @Test
    @DisplayName("a system ends also in the middle of its traffic, again and again")
    void ends() throws Exception {
        Secret secret = Secret.generate();
        FlatVector value = FlatVector.zeros(Precision.FLOAT32, 1000);
        try (End other = End.start(secret)) {
            for (int i = 0; i < TIMES; i++) {
                End end = End.start(secret);
                end.send(End.parcel(value), other.port(), End.LIMITS);
                assertThat(End.await(other.received(), LIMIT)).isEqualTo(value);
                ActorSystems.end(end.system(), LIMIT);
                assertThat(end.system().getWhenTerminated().toCompletableFuture())
                        .isDone();
            }
        }
        assertThat(ActorThreads.thatStay()).isEmpty();
    }
}
