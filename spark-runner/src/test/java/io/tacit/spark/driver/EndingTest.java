package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.spark.config.ColumnNames;
import io.tacit.spark.config.ConfigLoader;
import io.tacit.spark.config.PhaseConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EndingTest {
    private static final String SHORT_STEP = "step %s at t = %s is below the smallest step 1.19e-07; loosen rtol";

    @Test
    @DisplayName("failures that differ in numbers only are one reason, and their own advice is the only one")
    void likeFailures() {
        Ending ending = Ending.diverged(
                2,
                List.of("worker 0: no step had a finite loss"),
                List.of(
                        SHORT_STEP.formatted("5.97e-08", "0.00000"),
                        SHORT_STEP.formatted("1.05E-7", "-0.4"),
                        "rtol 1e-30 asks for less error than numbers have: raise rtol"),
                phase());
        assertThat(ending.message())
                .isEqualTo("round 2 gave nothing usable: worker 0: no step had a finite loss; "
                        + SHORT_STEP.formatted("5.97e-08", "0.00000")
                        + " (and 1 like it); rtol 1e-30 asks for less error than numbers have: raise rtol");
    }

    @Test
    @DisplayName("where no solve failed, likely causes are named by their keys")
    void likelyCauses() {
        String message =
                Ending.diverged(3, List.of(), List.of(), phase("--lr", "0.5")).message();
        assertThat(message)
                .startsWith("round 3 gave nothing usable: no worker made a step. Likely causes: ")
                .contains(
                        "training.optimizer.lr, in this phase 0.5",
                        "training.optimizer.clipNorm",
                        "model.t1",
                        "data.scaling");
    }

    @Test
    @DisplayName("a limit of the gradient is not missed where there is one")
    void limited() {
        assertThat(Ending.lost("far off", phase("--clip-norm", "10")).message())
                .startsWith("far off: training has diverged. Likely causes: ")
                .doesNotContain("clipNorm");
    }

    private static PhaseConfig phase(String... options) {
        Map<String, String> flags = new HashMap<>(Map.of("--data", ".", "--output", "out", "--phases", "likelihood"));
        for (int i = 0; i < options.length; i += 2) {
            flags.put(options[i], options[i + 1]);
        }
        return ConfigLoader.load(flags, ColumnNames.UNKNOWN)
                .config()
                .training()
                .phases()
                .get(0);
    }
}
