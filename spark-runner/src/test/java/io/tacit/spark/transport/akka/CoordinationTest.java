package io.tacit.spark.transport.akka;

import static io.tacit.spark.transport.akka.PlayedPost.answer;
import static io.tacit.spark.transport.akka.PlayedPost.ask;
import static io.tacit.spark.transport.akka.PlayedPost.host;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.spark.transport.TransportException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two workers, two slots; time passes when a test says so. */
class CoordinationTest {
    private static final AkkaSettings SETTINGS = AkkaSettings.DEFAULT;
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final PlayedPost post = new PlayedPost(2);
    private final Coordination coordination = new Coordination(SETTINGS, 2, post, post);
    private long now;

    /** Which of two attempts dies. */
    private enum Death {
        /** The earlier: its executor is lost, a fetch fails, and Spark runs the stage again, whose attempts begin at number 0. */
        ATTEMPT_OF_AN_EARLIER_STAGE,
        /** The later: a copy that Spark started beside a living host. */
        SPECULATIVE_COPY
    }

    /** How the coordinator finds out. */
    private enum Sign {
        SILENCE,
        NOTHING_DELIVERED,
        END_OF_TASK
    }

    private enum First {
        HELLO,
        REMOVAL
    }

    static Stream<Arguments> deaths() {
        return Arrays.stream(Death.values()).flatMap(death -> Arrays.stream(Sign.values())
                .flatMap(sign -> Arrays.stream(First.values()).map(first -> Arguments.of(death, sign, first))));
    }

    @ParameterizedTest
    @MethodSource("deaths")
    @DisplayName(
            "whichever attempt dies, however that shows, before or after the other's hello: the other one gets the order, once")
    void deaths(Death death, Sign sign, First first) {
        Hello earlier = host(1, 17, 0, 1);
        Hello later = host(1, 18, 0, 1);
        Hello dead = death == Death.SPECULATIVE_COPY ? later : earlier;
        Hello living = death == Death.SPECULATIVE_COPY ? earlier : later;
        Coordinator.Ask ask = ask(1, AkkaSettings.ALL, LIMIT);
        coordination.ask(ask, now);
        coordination.hello(dead, now);
        Consumer<Duration> passes = first == First.HELLO ? time -> passes(time, living) : time -> passes(time);
        if (first == First.HELLO) {
            coordination.hello(living, now);
        }
        switch (sign) {
            case SILENCE -> passes.accept(SETTINGS.heartbeats().lostAfter().plusSeconds(2));
            case NOTHING_DELIVERED -> coordination.undelivered(dead, "nobody there");
            case END_OF_TASK -> coordination.taskEnded(dead.task());
        }
        coordination.hello(living, now);

        assertThat(post.sent).containsOnlyOnce(new PlayedPost.Sent(living, 1));
        coordination.answer(answer(1, 0, 1), now);
        coordination.answer(answer(1, 1, 2), now);
        assertThat(ask.answer()).isCompleted();
        assertThat(post.jobs).containsExactly(1);
    }

    @Test
    @DisplayName("an order that comes between the death of a copy and its being noticed goes to the host that stood by")
    void orderForTheDead() {
        Hello standingBy = host(1, 17, 0, 1);
        Hello copy = host(1, 18, 0, 1);
        coordination.ask(ask(1, AkkaSettings.ALL, LIMIT), now);
        coordination.hello(standingBy, now);
        coordination.hello(copy, now);
        coordination.answer(answer(1, 0, 1), now);
        coordination.answer(answer(1, 1, 2), now);

        coordination.ask(ask(2, AkkaSettings.ALL, LIMIT), now);
        assertThat(post.sent).contains(new PlayedPost.Sent(copy, 2)).doesNotContain(new PlayedPost.Sent(standingBy, 2));
        passes(SETTINGS.heartbeats().lostAfter().plusSeconds(2), standingBy);
        assertThat(post.sent).contains(new PlayedPost.Sent(standingBy, 2));
    }

    @Test
    @DisplayName("who was taken for lost and says hello all the same gets the order again; who repeats itself does not")
    void backAgain() {
        Hello host = host(1, 17, 0, 1);
        coordination.ask(ask(1, AkkaSettings.ALL, LIMIT), now);
        coordination.hello(host, now);
        passes(Duration.ofSeconds(5), host);
        assertThat(post.sent).containsExactly(new PlayedPost.Sent(host, 1));
        passes(SETTINGS.heartbeats().lostAfter().plusSeconds(2));
        coordination.hello(host, now);
        assertThat(post.sent).containsExactly(new PlayedPost.Sent(host, 1), new PlayedPost.Sent(host, 1));
    }

    @Test
    @DisplayName(
            "where a copy of a living host has the last slot, the workers without a host are distributed anew at once")
    void noFreeSlot() {
        coordination.ask(ask(1, AkkaSettings.ALL, LIMIT), now);
        Hello living = host(1, 18, 1);
        Hello copy = host(1, 19);
        coordination.hello(host(1, 17, 0), now);
        coordination.hello(living, now);
        coordination.taskEnded(17);
        coordination.hello(copy, now);
        passes(Duration.ofSeconds(5), living, copy);
        assertThat(post.jobs).as("while the copy may still take worker 0").containsExactly(1);
        passes(Duration.ofSeconds(1), living, copy.with(List.of(1)));
        assertThat(post.jobs).containsExactly(1, 2);
        assertThat(post.told)
                .contains(new PlayedPost.Told(living, new Finish()))
                .contains(new PlayedPost.Told(copy.with(List.of(1)), new Finish()));
    }

    @Test
    @DisplayName("where a slot is free, its host is waited for, and then all are distributed anew")
    void rehosting() {
        coordination.ask(ask(1, AkkaSettings.ALL, LIMIT), now);
        Hello living = host(1, 18, 1);
        coordination.hello(host(1, 17, 0), now);
        coordination.hello(living, now);
        coordination.taskEnded(17);
        passes(SETTINGS.rehostWithin().minusSeconds(1), living);
        assertThat(post.jobs).containsExactly(1);
        passes(Duration.ofSeconds(3), living);
        assertThat(post.jobs).containsExactly(1, 2);

        Hello next = host(2, 20, 0, 1);
        coordination.hello(next, now);
        assertThat(post.sent).contains(new PlayedPost.Sent(next, 1));
        coordination.hello(living, now);
        assertThat(post.told).contains(new PlayedPost.Told(living, new Finish()));
    }

    @Test
    @DisplayName("hosts that make records ready are waited for, and get the order when they know their workers")
    void preparing() {
        coordination.ask(ask(1, AkkaSettings.ALL, LIMIT), now);
        Hello host = host(1, 17);
        passes(SETTINGS.rehostWithin().multipliedBy(3), host);
        assertThat(post.jobs).containsExactly(1);
        assertThat(post.sent).isEmpty();
        coordination.hello(host.with(List.of(0, 1)), now);
        assertThat(post.sent).hasSize(1);
    }

    @Test
    @DisplayName("a round that lasts too long names whom it waited for, and the hosts are ended")
    void limit() {
        Coordinator.Ask ask = ask(1, AkkaSettings.ALL, LIMIT);
        coordination.ask(ask, now);
        Hello silentButAlive = host(1, 17, 0);
        Hello prompt = host(1, 18, 1);
        passes(Duration.ofSeconds(1), silentButAlive, prompt);
        coordination.answer(answer(1, 1, 2), now);
        passes(LIMIT, silentButAlive, prompt);
        assertThatThrownBy(ask.answer()::join)
                .cause()
                .isInstanceOf(TransportException.class)
                .hasMessage("the evaluation of the test records did not end within 600 s: no result of worker 0 on"
                        + " 10.0.0.17:4711 (task 17); look for a lost executor or raise training.roundTimeout");
        assertThat(post.jobs).containsExactly(1, 0);
        assertThat(post.told).contains(new PlayedPost.Told(silentButAlive, new Finish()));
    }

    /** The clock goes on, and these hosts say hello every second. */
    private void passes(Duration time, Hello... alive) {
        for (long second = 0; second < time.toSeconds(); second++) {
            now += Duration.ofSeconds(1).toNanos();
            for (Hello hello : alive) {
                coordination.hello(hello, now);
            }
            coordination.look(now);
        }
    }
}
