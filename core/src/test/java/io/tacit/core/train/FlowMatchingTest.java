package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Engine;
import io.tacit.core.engine.ReferenceEngine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.nn.Activation;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The objective: its gradient, its bits, what it refuses. */
class FlowMatchingTest {

    private static final Engine CPU = new CpuEngine(2);
    private static final Cnf CNF = Cnf.ffjord(2, 1, Activation.TANH, 8);
    private static final FlatVector THETA = theta(CNF, Precision.FLOAT32);
    private static final int RECORDS = 7 * 64 + 5;
    private static final Examples EXAMPLES = Toys.eightGaussians(RECORDS);
    private static final Matching OPTIMAL = coupled(new Coupling.Exact(16));

    @AfterAll
    static void close() {
        CPU.close();
    }

    private static FlatVector theta(Cnf cnf, Precision precision) {
        FlatVector theta = cnf.initial(precision, Toys.KEY);
        theta.scale(2);
        return theta;
    }

    private static FlatVector zeros() {
        return FlatVector.zeros(Precision.FLOAT32, THETA.length());
    }

    private static Matching coupled(Coupling coupling) {
        return new Matching(new StraightPath(0.1), new TimeSampling.Power(2), coupling);
    }

    static Stream<Matching> matchings() {
        return Stream.of(
                Matching.DEFAULT,
                new Matching(new VariancePreservingPath(0.1), new TimeSampling.Uniform(), new Coupling.Independent()),
                coupled(new Coupling.Exact(4)),
                new Matching(
                        new VariancePreservingPath(0),
                        new TimeSampling.LogitNormal(0, 2),
                        new Coupling.Sinkhorn(5, 0.1, 20)));
    }

    @ParameterizedTest
    @MethodSource("matchings")
    @DisplayName("the gradient is that of the sum of losses with the same noise, and is added to what is there")
    void differences(Matching how) {
        Cnf cnf = CNF.withT1(0.7);
        FlowMatching objective = new FlowMatching(new ReferenceEngine(4), cnf, how);
        Examples examples = Toys.eightGaussians(9);
        FlatVector theta = theta(cnf, Precision.FLOAT64);
        FlatVector gradient = FlatVector.zeros(Precision.FLOAT64, theta.length());
        gradient.set(0, 100);
        Evaluation evaluation = objective.differentiate(examples, theta, Toys.KEY, gradient);
        double sum = objective.evaluate(examples, theta, Toys.KEY).sum();
        assertThat(evaluation.sum()).isCloseTo(sum, within(1e-12 * sum));
        double h = 1e-5;
        for (int i = 0; i < theta.length(); i++) {
            FlatVector up = theta.copy();
            FlatVector down = theta.copy();
            up.set(i, theta.get(i) + h);
            down.set(i, theta.get(i) - h);
            double difference = objective.evaluate(examples, up, Toys.KEY).sum()
                    - objective.evaluate(examples, down, Toys.KEY).sum();
            // Rounding of a sum of about 100, 1e-14 / h, and third derivatives times h².
            assertThat(gradient.get(i) - (i == 0 ? 100 : 0)).isCloseTo(difference / (2 * h), within(1e-7));
        }
    }
}
