package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.Engines;
import io.tacit.core.layer.Cnf;
import io.tacit.core.nn.Activation;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** In processes of their own, as native libraries ask for their numbers of threads when they are loaded. */
class Float64BitsIT {

    /** Enough for ND4J to divide a sum among threads. */
    private static final int RECORDS = 1500;

    @Test
    @DisplayName("float64 on a processor ends with the same bits whatever OMP_NUM_THREADS says")
    void threads() throws IOException {
        List<Process> processes = new ArrayList<>();
        for (int threads : new int[] {1, 2, 4}) {
            processes.add(training(threads));
        }
        Set<String> ends = new TreeSet<>();
        for (Process process : processes) {
            ends.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(ends).singleElement().asString().matches("theta [0-9a-f]{64}\n");
    }

    private static Process training(int threads) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Float64BitsIT.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
        return builder.start();
    }

    /** A step down the gradient. */
    public static void main(String[] args) {
        Cnf flow = Cnf.ffjord(7, 1, Activation.TANH, 64, 64);
        FlatVector theta = flow.initial(Precision.FLOAT64, Toys.KEY);
        try (Engine engine = Engines.open(Engines.Choice.CPU, Precision.FLOAT64, 1)) {
            FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
            new MaximumLikelihood(engine, flow, CnfSettings.tolerance(0.1))
                    .differentiate(Toys.sevenColumns(RECORDS), theta, Toys.KEY, gradient);
            new FlowMatching(engine, flow, Matching.DEFAULT)
                    .differentiate(Toys.sevenColumns(RECORDS), theta, Toys.KEY, gradient);
            gradient.scale(-1e-6);
            theta.add(gradient);
        }
        System.out.println("theta " + theta.sha256());
    }
}
