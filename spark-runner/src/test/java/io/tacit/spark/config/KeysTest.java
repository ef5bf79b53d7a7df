package io.tacit.spark.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigValueFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    @DisplayName("U02 every key has a flag of its own, a meaning, and a unit or names to choose from")
    void described() {
        assertThat(Keys.all()).extracting(Key::path).doesNotHaveDuplicates();
        assertThat(Keys.all()).extracting(Key::flag).doesNotHaveDuplicates().allMatch(f -> f.matches("--[a-z0-9-]+"));
        assertThat(Keys.all()).allMatch(key -> !key.meaning().isBlank());
        assertThat(Keys.all())
                .allMatch(key -> key.unit().isBlank() != key.names().isEmpty());
    }

    @Test
    @DisplayName("U02 a default is a value that the key takes; a key without one says what happens then")
    void defaults() {
        for (Key<?> key : Keys.all()) {
            if (key.fallback().isEmpty()) {
                assertThat(key.meaning()).containsAnyOf("Required", "Without it", "Length of training");
            } else {
                assertThat(key.kind().read(ConfigValueFactory.fromAnyRef(key.fallback())))
                        .as(key.path())
                        .isPresent();
            }
        }
    }

    @Test
    @DisplayName("Training can be configured in code as in a file")
    void inCode() {
        TrainingConfig training =
                TrainingConfig.parse("rounds = 3, batch = 64, optimizer { name = sgd, momentum = 0.9 }");
        assertThat(training.budget()).isEqualTo(new Budget.Rounds(3));
        assertThat(training.phases().get(0).optimizer().optimizer(10).name()).isEqualTo("sgd");
        assertThat(TrainingConfig.defaults().seed()).isEqualTo(1);
    }
}
