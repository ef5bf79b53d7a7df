package io.tacit.spark.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tacit.spark.config.ConfigProblems;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MastersTest {

    @ParameterizedTest
    @ValueSource(strings = {"local", "local[2]", "local[*]", "local[*,3]", "local-cluster[2, 1, 1024]"})
    void understood(String master) {
        assertThatCode(() -> Masters.demand(master)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lokal",
                "local[0]",
                "local[-1]",
                "local[two]",
                "spark://",
                "spark://host",
                "mesos://a:1",
                "7077"
            })
    @DisplayName("What is no address is a wrong option")
    void noAddress(String master) {
        assertThatThrownBy(() -> Masters.demand(master))
                .isInstanceOf(ConfigProblems.class)
                .hasMessageContaining("--master")
                .hasMessageContaining("spark://HOST:PORT");
    }

    @Test
    void thisProcess() {
        assertThat(Stream.of("local", "local[2]", "local[*,3]")).allMatch(Masters::isThisProcess);
        assertThat(Stream.of("local-cluster[2,1,1024]", "spark://a:1", "yarn")).noneMatch(Masters::isThisProcess);
    }

    @Test
    @DisplayName(
            "A master that answers is accepted, also as the second of two; one that does not is told with the address")
    void answers() throws IOException {
        try (ServerSocket master = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String there = "127.0.0.1:" + master.getLocalPort();
            assertThatCode(() -> Masters.demand("spark://" + there)).doesNotThrowAnyException();
            assertThatCode(() -> Masters.demand("spark://127.0.0.1:1," + there)).doesNotThrowAnyException();
        }
        assertThatThrownBy(() -> Masters.demand("spark://127.0.0.1:1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no master of Spark answers at spark://127.0.0.1:1");
        assertThatThrownBy(() -> Masters.demand("spark://127.0.0.1:99999")).hasMessageContaining("no master");
    }
}
