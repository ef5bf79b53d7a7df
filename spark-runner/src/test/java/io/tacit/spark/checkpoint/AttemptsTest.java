package io.tacit.spark.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private static final Attempts TWO_MORE = new Attempts(List.of(Duration.ZERO, Duration.ofMillis(1)));

    private final List<String> told = new ArrayList<>();
    private int runs;

    @Test
    @DisplayName("what fails twice is told twice and done the third time; what succeeds is done once")
    void again() throws IOException {
        TWO_MORE.at(() -> failing(2), told::add);
        assertThat(runs).isEqualTo(3);
        assertThat(told).containsExactly("gone 1; trying again in 0 s", "gone 2; trying again in 0 s");
        TWO_MORE.at(() -> failing(2), told::add);
        assertThat(runs).isEqualTo(4);
    }

    @Test
    @DisplayName("the last failure is thrown, and another kind of failure at once")
    void gaveUp() {
        assertThatThrownBy(() -> TWO_MORE.at(() -> failing(3), told::add))
                .isInstanceOf(IOException.class)
                .hasMessage("gone 3");
        assertThatThrownBy(() -> TWO_MORE.at(
                        () -> {
                            throw new IllegalStateException("taken");
                        },
                        told::add))
                .hasMessage("taken");
        assertThat(told).hasSize(2);
    }

    @Test
    @DisplayName("what is told of a failure is a sentence, on one line, without names of Java's")
    void sentence() throws IOException {
        IOException full = new IOException("No space left on device");
        full.setStackTrace(new StackTraceElement[0]); // of the system, not of ours
        TWO_MORE.at(
                () -> {
                    if (++runs <= 1) {
                        throw new IOException("a/theta: x", full);
                    }
                },
                told::add);
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("a/theta: x because the disk is full (No space left on device); ")
                .endsWith("; trying again in 0 s")
                .doesNotContain("java.", "IOException", "Error");
    }

    @Test
    @DisplayName("a thread that is interrupted does not wait")
    void interrupted() {
        Attempts patient = new Attempts(List.of(Duration.ofHours(1)));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> patient.at(
                        () -> {
                            throw new UncheckedIOException(new IOException("gone"));
                        },
                        told::add))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    private void failing(int times) throws IOException {
        if (++runs <= times) {
            throw new IOException("gone " + runs);
        }
    }
}
