package io.tacit.spark.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tacit.core.random.RandomKey;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.OuterConfig;
import io.tacit.spark.config.OuterConfig.Name;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OuterStepTest {
    private static final int P = 1000;

    @Test
    @DisplayName("without an outer optimizer the mean is the next θ, bit by bit")
    void none() {
        FlatVector mean = noise(2);
        OuterStep.Moved moved = step(Name.NONE, 0.7, 0.9).of(noise(1), mean, OuterState.NOTHING, 0.1);
        assertThat(moved.theta()).isEqualTo(mean);
        assertThat(moved.state()).isEqualTo(OuterState.NOTHING);
    }

    @Test
    @DisplayName("C05 outer SGD with rate 1 is plain averaging to 2 ulp of the largest element")
    void plain() {
        FlatVector mean = noise(2);
        FlatVector moved = step(Name.SGD, 1, 0.9)
                .of(noise(1), mean, OuterState.NOTHING, 0.1)
                .theta();
        assertThat(distance(moved, mean)).isLessThanOrEqualTo(2 * Math.ulp(largest()));
    }

    @Test
    @DisplayName("C06 DiLoCo: three rounds worked out in fractions")
    void diloco() throws IOException {
        JsonNode fixture = fixture();
        OuterStep step = step(
                Name.NESTEROV,
                fixture.path("rate").asDouble(),
                fixture.path("momentum").asDouble());
        FlatVector x = vector(fixture.path("initial"));
        OuterState state = OuterState.NOTHING;
        for (JsonNode expected : fixture.path("rounds")) {
            OuterStep.Moved moved = step.of(x, meanOfWorkers(fixture, x), state, 0.1);
            x = moved.theta();
            state = moved.state();
            assertThat(distance(x, vector(expected))).isLessThan(1e-12);
        }
    }

    @Test
    @DisplayName("C07 SlowMo without momentum and with α = 1 is plain averaging to 2 ulp")
    void slowMoWithoutMomentum() {
        FlatVector mean = noise(2);
        FlatVector moved = step(Name.SLOWMO, 1, 0)
                .of(noise(1), mean, OuterState.NOTHING, 0.01)
                .theta();
        assertThat(distance(moved, mean)).isLessThanOrEqualTo(2 * Math.ulp(largest()));
    }

    @Test
    @DisplayName("C07 SlowMo with momentum follows u ← βu + (x − x̄)/γ, x ← x − αγu while γ changes")
    void slowMo() {
        double alpha = 0.8;
        double beta = 0.5;
        OuterStep step = step(Name.SLOWMO, alpha, beta);
        OuterState state = OuterState.NOTHING;
        FlatVector x = FlatVector.of(2.0);
        double expected = 2;
        double u = 0;
        for (int round = 1; round <= 5; round++) {
            double gamma = 0.1 / round;
            double mean = 0.9 * expected + 0.05;
            u = beta * u + (expected - mean) / gamma;
            OuterStep.Moved moved = step.of(x, FlatVector.of(0.9 * x.get(0) + 0.05), state, gamma);
            expected -= alpha * gamma * u;
            x = moved.theta();
            state = moved.state();
            assertThat(x.get(0)).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    @DisplayName("SlowMo stays where it is, and finite, when a schedule has brought γ to 0")
    void slowMoWithoutRate() {
        OuterStep step = step(Name.SLOWMO, 0.8, 0.5);
        OuterStep.Moved moved = step.of(FlatVector.of(2.0), FlatVector.of(1.5), OuterState.NOTHING, 0.1);
        OuterStep.Moved still = step.of(moved.theta(), moved.theta(), moved.state(), 0);

        assertThat(still).isEqualTo(moved);
    }

    @Test
    @DisplayName("the running mean begins with the first round and forgets by its decay")
    void runningMean() {
        OuterStep step = new OuterStep(new OuterConfig(Name.NONE, 0.7, 0.9, Optional.of(0.75)));
        OuterState state = OuterState.NOTHING;
        double[] means = {4, 8, 0};
        double[] expected = {4, 5, 3.75};
        for (int round = 0; round < means.length; round++) {
            state = step.of(FlatVector.of(0.0), FlatVector.of(means[round]), state, 0.1)
                    .state();
            assertThat(state.ema().orElseThrow()).isEqualTo(FlatVector.of(expected[round]));
        }
    }

    private static OuterStep step(Name name, double rate, double momentum) {
        return new OuterStep(new OuterConfig(name, rate, momentum, Optional.empty()));
    }

    private static FlatVector meanOfWorkers(JsonNode fixture, FlatVector x) {
        double contraction = fixture.path("contraction").asDouble();
        FlatVector mean = FlatVector.of(new double[x.length()]);
        double examples = 0;
        for (JsonNode n : fixture.path("examples")) {
            examples += n.asDouble();
        }
        for (int i = 0; i < x.length(); i++) {
            double sum = 0;
            for (int w = 0; w < fixture.path("centres").size(); w++) {
                double centre = fixture.path("centres").path(w).path(i).asDouble();
                sum += fixture.path("examples").path(w).asDouble() * (centre + contraction * (x.get(i) - centre));
            }
            mean.set(i, sum / examples);
        }
        return mean;
    }

    private static JsonNode fixture() throws IOException {
        try (InputStream file = OuterStepTest.class.getResourceAsStream("diloco.json")) {
            return new ObjectMapper().readTree(file);
        }
    }

    private static FlatVector vector(JsonNode numbers) {
        double[] values = new double[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.path(i).asDouble();
        }
        return FlatVector.of(values);
    }

    private static FlatVector noise(int seed) {
        double[] values = new double[P];
        for (int i = 0; i < P; i++) {
            values[i] = RandomKey.of(seed).gaussian(i);
        }
        return FlatVector.of(values);
    }

    private static double largest() {
        double largest = 0;
        for (int i = 0; i < P; i++) {
            largest = Math.max(largest, Math.max(Math.abs(noise(1).get(i)), Math.abs(noise(2).get(i))));
        }
        return largest;
    }

    private static double distance(FlatVector a, FlatVector b) {
        double largest = 0;
        for (int i = 0; i < a.length(); i++) {
            largest = Math.max(largest, Math.abs(a.get(i) - b.get(i)));
        }
        return largest;
    }
}
