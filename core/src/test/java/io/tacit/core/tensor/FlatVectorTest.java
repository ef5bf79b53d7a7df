package io.tacit.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlatVectorTest {
    @Test
    void settingRoundsToTheStoredPrecision() {
        FlatVector single = FlatVector.zeros(Precision.FLOAT32, 1);
        single.set(0, 0.1);
        FlatVector twice = FlatVector.zeros(Precision.FLOAT64, 1);
        twice.set(0, 0.1);
        assertThat(single.get(0)).isEqualTo(0.1f);
        assertThat(twice.get(0)).isEqualTo(0.1);
        assertThat(Precision.FLOAT32.round(0.1)).isEqualTo(0.1f);
    }

    @Test
    void wrapsTheArrayItIsGiven() {
        float[] values = {1, 2};
        FlatVector v = FlatVector.of(values);
        values[1] = 5;
        assertThat(v.get(1)).isEqualTo(5);
        assertThat(v.floats()).isSameAs(values);
    }

    @Test
    void givesTheOtherPrecisionsArrayToNobody() {
        assertThatThrownBy(() -> FlatVector.of(1f).doubles())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("expected a vector of FLOAT64, this one is FLOAT32");
        assertThatThrownBy(() -> FlatVector.of(1.0).floats()).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aCopyIsEqualAndIndependent(Precision precision) {
        FlatVector v = FlatVector.of(1.5, -2, 1e-3).to(precision);
        FlatVector w = v.copy();
        assertThat(w).isEqualTo(v).hasSameHashCodeAs(v);
        w.set(0, 7);
        assertThat(w).isNotEqualTo(v);
        assertThat(v.get(0)).isEqualTo(1.5);
    }

    @Test
    void equalityIsByPrecisionAndBits() {
        assertThat(FlatVector.of(0.0)).isNotEqualTo(FlatVector.of(-0.0));
        assertThat(FlatVector.of(Double.NaN)).isEqualTo(FlatVector.of(Double.NaN));
        assertThat(FlatVector.of(1.0)).isNotEqualTo(FlatVector.of(1f));
    }

    @ParameterizedTest
    @EnumSource
    void findsTheFirstNonFiniteNumber(Precision precision) {
        assertThat(FlatVector.of(0.0, 1, 2).to(precision).firstNonFinite()).isEqualTo(-1);
        assertThat(FlatVector.of(0.0, Double.NEGATIVE_INFINITY, Double.NaN)
                        .to(precision)
                        .firstNonFinite())
                .isEqualTo(1);
        assertThat(FlatVector.zeros(precision, 0).firstNonFinite()).isEqualTo(-1);
    }

    @Test
    void theFingerprintIsThatOfTheLittleEndianBytes() {
        // python3: hashlib.sha256(struct.pack('<3f', 1, -2, .5)).hexdigest(), and '<3d'
        assertThat(FlatVector.of(1f, -2f, 0.5f).sha256())
                .isEqualTo("2ce4bdb6b34a50ac7092eb9fee94337a27498e9eb9bae44192f15b88831b2422");
        assertThat(FlatVector.of(1.0, -2.0, 0.5).sha256())
                .isEqualTo("eb9c7e25b0c32384869e705808d06581e674741e70c99a2fd7e42f1b4e22d6c1");
        // struct.pack('<5000f', *range(5000)): longer than one chunk
        float[] ramp = new float[5000];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = i;
        }
        assertThat(FlatVector.of(ramp).sha256())
                .isEqualTo("8a3ce969e8a58dd8f04cfd9cd2c1aaa8800e4d20bcbf50e743a59044a5e58fdf");
    }

    @Test
    void refusesNegativeLength() {
        assertThatThrownBy(() -> FlatVector.zeros(Precision.FLOAT32, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }
}
