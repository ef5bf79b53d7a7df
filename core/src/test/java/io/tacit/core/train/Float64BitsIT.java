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

/** In processes of their own, as kernels are chosen when they are first needed. */
class Float64BitsIT {

    /** Enough for all groups of tiles. */
    private static final int RECORDS = 1500;

    /** Enough for kernels to be compiled meanwhile. */
    private static final int TIMES = 5;

    private static final String VECTORS = "--add-modules=jdk.incubator.vector";

    @Test
    @DisplayName("float64 on a processor ends with the same bits whatever its vectors and however many threads")
    void vectorsAndThreads() throws IOException {
        List<Process> processes = new ArrayList<>();
        processes.add(training(1, "-XX:TieredStopAtLevel=1"));
        processes.add(training(1, VECTORS));
        processes.add(training(3, VECTORS));
        processes.add(training(2, VECTORS, "-XX:UseAVX=2"));
        Set<String> ends = new TreeSet<>();
        for (Process process : processes) {
            ends.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(ends).singleElement().asString().matches("theta [0-9a-f]{64}\n");
    }

    private static Process training(int threads, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Float64BitsIT.class.getName(), Integer.toString(threads)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A step down the gradient. */
    public static void main(String[] args) {
        Cnf flow = Cnf.ffjord(7, 1, Activation.TANH, 64, 64);
        FlatVector theta = flow.initial(Precision.FLOAT64, Toys.KEY);
        try (Engine engine = Engines.open(Engines.Choice.CPU, Precision.FLOAT64, Integer.parseInt(args[0]))) {
            FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
            MaximumLikelihood likelihood = new MaximumLikelihood(engine, flow, CnfSettings.tolerance(0.1));
            FlowMatching matching = new FlowMatching(engine, flow, Matching.DEFAULT);
            for (int i = 0; i < TIMES; i++) {
                likelihood.differentiate(Toys.sevenColumns(RECORDS), theta, Toys.KEY.with(i), gradient);
                matching.differentiate(Toys.sevenColumns(RECORDS), theta, Toys.KEY.with(i), gradient);
            }
            gradient.scale(-1e-6);
            theta.add(gradient);
        }
        System.out.println("theta " + theta.sha256());
    }
}
