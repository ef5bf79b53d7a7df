package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
                        "rtol 1e-30 asks for less error than numbers have: raise rtol"));
        assertThat(ending.message())
                .isEqualTo("round 2 gave nothing usable: worker 0: no step had a finite loss; "
                        + SHORT_STEP.formatted("5.97e-08", "0.00000")
                        + " (and 1 like it); rtol 1e-30 asks for less error than numbers have: raise rtol");
    }

    @Test
    @DisplayName("where no solve failed, likely causes are named by their keys")
    void likelyCauses() {
        assertThat(Ending.diverged(3, List.of(), List.of()).message())
                .startsWith("round 3 gave nothing usable: no worker made a step. Likely causes: ")
                .contains("training.optimizer.lr", "training.optimizer.clipNorm", "model.t1", "data.scaling");
    }
}
