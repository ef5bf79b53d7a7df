package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.spark.config.ConfigProblems;
import org.apache.spark.SparkConf;
import org.apache.spark.memory.UnifiedMemoryManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeastHeapTest {
    private static final long LEAST = 450L << 20;

    @Test
    @DisplayName("Heaps below Spark's least are told together, each with the option that gives more")
    void tooSmall() {
        SparkConf conf = new SparkConf(false).set("spark.executor.memory", "400m");
        assertThatThrownBy(() -> LeastHeap.demand(LEAST - 1, conf))
                .isInstanceOf(ConfigProblems.class)
                .hasMessageContainingAll(
                        "this process",
                        "450.0 MiB",
                        "TACIT_JAVA_OPTS=-Xmx1g",
                        "an executor is 400.0 MiB",
                        "--conf spark.executor.memory=1g");
    }

    @Test
    @DisplayName("The least is Spark's own")
    void sparks() {
        SparkConf least = new SparkConf(false).set("spark.testing.memory", Long.toString(LEAST));
        assertThatCode(() -> LeastHeap.demand(LEAST, least)).doesNotThrowAnyException();
        assertThatCode(() -> UnifiedMemoryManager.apply(least, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        UnifiedMemoryManager.apply(least.set("spark.testing.memory", Long.toString(LEAST - 1)), 1))
                .hasMessageContaining(Long.toString(LEAST));
    }
}
