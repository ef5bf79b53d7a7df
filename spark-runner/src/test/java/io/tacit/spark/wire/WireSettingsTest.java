package io.tacit.spark.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WireSettingsTest {
    private static SparkConf bare() {
        return new SparkConf(false);
    }

    @Test
    @DisplayName("C24 Kryo without our registrator is refused, naming the key to set")
    void kryoWithoutRegistrator() {
        SparkConf conf = bare().set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .set("spark.kryo.registrationRequired", "true");
        assertThatThrownBy(() -> WireSettings.require(conf))
                .isInstanceOf(WireSettingsException.class)
                .hasMessageContaining("set spark.kryo.registrator=io.tacit.spark.wire.TacitRegistrator (it is not set)")
                .hasMessageNotContaining("spark.serializer");
    }

    @Test
    @DisplayName("C24 all wrong keys are named at once")
    void everythingWrong() {
        assertThatThrownBy(() -> WireSettings.require(bare()))
                .hasMessageContaining("spark.serializer=org.apache.spark.serializer.KryoSerializer")
                .hasMessageContaining("spark.kryo.registrator")
                .hasMessageContaining("spark.kryo.registrationRequired=true (it is false)");
    }

    @Test
    void whatWeSetPasses() {
        assertThatCode(() -> WireSettings.require(WireSettings.applyTo(bare()))).doesNotThrowAnyException();
    }

    @Test
    void theUsersRegistratorsAreKept() {
        SparkConf conf = WireSettings.applyTo(bare().set("spark.kryo.registrator", "org.example.Mine"));
        assertThat(conf.get("spark.kryo.registrator"))
                .isEqualTo("org.example.Mine,io.tacit.spark.wire.TacitRegistrator");
        assertThatCode(() -> WireSettings.require(conf)).doesNotThrowAnyException();
    }
}
