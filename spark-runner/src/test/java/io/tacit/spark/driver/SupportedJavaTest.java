package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportedJavaTest {

    @ParameterizedTest
    @CsvSource({
        "17, 4.1.0",
        "21, 4.1.0",
        "23, 4.1.1",
        "17, 4.2.0",
        "21, 4.2.0",
        "25, 4.2.0",
        "25, 4.10.0-SNAPSHOT",
        "25, 5.0.0"
    })
    void runs(int java, String spark) {
        assertThatCode(() -> SupportedJava.require(java, spark)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"24, 4.1.0, 21", "25, 4.0.2, 21", "26, 4.2.0, 25"})
    @DisplayName("others are refused with the version to take")
    void refused(int java, String spark, String advised) {
        assertThatThrownBy(() -> SupportedJava.require(java, spark))
                .isInstanceOf(UnsupportedJavaException.class)
                .hasMessage("Java %s cannot run Spark %s; set JAVA_HOME to a Java from 17 to %s", java, spark, advised);
    }
}
