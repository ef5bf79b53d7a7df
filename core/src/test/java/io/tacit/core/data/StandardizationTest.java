package io.tacit.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StandardizationTest {
    private final Standardization affine = new Standardization(List.of(10.0, -3.0), List.of(2.0, 0.5));

    @Test
    void restoreUndoesStandardize() {
        assertThat(affine.standardize(0, 14)).isEqualTo(2);
        assertThat(affine.restore(1, affine.standardize(1, 0.25))).isEqualTo(0.25);
    }

    @Test
    void logDerivativeIsThatOfTheMap() {
        assertThat(affine.logDerivative(3, -7)).isCloseTo(Math.log(0.5 * 2), within(1e-15));
        assertThat(Standardization.identity(3).logDerivative(0, 1, 2)).isZero();
    }

    @Test
    void refusesWhatCannotBeInverted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Standardization(List.of(1.0), List.of(0.0)))
                .withMessageContaining("deviation");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Standardization(List.of(1.0, 2.0), List.of(1.0)))
                .withMessageContaining("2 means and 1 deviations");
    }
}
