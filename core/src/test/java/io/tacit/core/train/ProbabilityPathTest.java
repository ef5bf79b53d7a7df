package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.data.Examples;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.ReferenceEngine;
import io.tacit.core.random.RandomKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points on the way from data to noise, and which ways there are. */
class ProbabilityPathTest {

    private static final Engine ENGINE = new ReferenceEngine();
    private static final Examples EXAMPLES = Toys.eightGaussians(5);
    private static final double T1 = 0.8;
    private static final double SIGMA = 0.3;

    /** What a path is told by: four functions. */
    record Own(DoubleUnaryOperator a, DoubleUnaryOperator b, DoubleUnaryOperator da, DoubleUnaryOperator db)
            implements ProbabilityPath {
        @Override
        public double data(double s) {
            return a.applyAsDouble(s);
        }

        @Override
        public double noise(double s) {
            return b.applyAsDouble(s);
        }

        @Override
        public double dataRate(double s) {
            return da.applyAsDouble(s);
        }

        @Override
        public double noiseRate(double s) {
            return db.applyAsDouble(s);
        }

        @Override
        public double sigma() {
            return 0;
        }
    }

    private static Matching along(ProbabilityPath path) {
        return new Matching(path, Matching.DEFAULT.times(), Matching.DEFAULT.coupling());
    }

    /** One number of one record: from x0, noise, to x1, a value of the data, at share tau of a time that runs from noise to data. */
    private interface Formula {
        double[] point(double tau, double x0, double x1, double epsilon);
    }

    private static void assertPoints(ProbabilityPath path, Formula formula) {
        Draws draws = new Draws(ENGINE, along(path), T1, EXAMPLES, Toys.KEY);
        MatchingLoss.Points points = draws.points(1, 4);
        for (int b = 0; b < 4; b++) {
            RandomKey own = Toys.KEY.with(EXAMPLES.ids()[1 + b]);
            double s = Matching.DEFAULT.times().draw(own, 2);
            assertThat(points.t().get(b, 0)).isEqualTo(s * T1);
            for (int i = 0; i < 2; i++) {
                double x1 = EXAMPLES.rows()[2 * (1 + b) + i];
                double[] expected = formula.point(1 - s, own.gaussian(i), x1, own.gaussian(3 + i));
                assertThat(points.x().get(b, i)).isCloseTo(expected[0], within(1e-14));
                // Time runs the other way, and takes T1.
                assertThat(points.velocity().get(b, i)).isCloseTo(-expected[1] / T1, within(1e-14));
            }
        }
    }

    @Test
    @DisplayName("T80b I-CFM: x_t = (1 − t) x0 + t x1 + σ ε and u = x1 − x0, noise being x0")
    void straight() {
        assertPoints(new StraightPath(SIGMA), (tau, x0, x1, epsilon) ->
                new double[] {(1 - tau) * x0 + tau * x1 + SIGMA * epsilon, x1 - x0});
    }

    @Test
    @DisplayName("T80b VP-CFM: x_t = cos(πt/2) x0 + sin(πt/2) x1 + σ ε and u = π/2 (cos(πt/2) x1 − sin(πt/2) x0)")
    void variancePreserving() {
        assertPoints(new VariancePreservingPath(SIGMA), (tau, x0, x1, epsilon) -> {
            double cos = Math.cos(Math.PI / 2 * tau);
            double sin = Math.sin(Math.PI / 2 * tau);
            return new double[] {cos * x0 + sin * x1 + SIGMA * epsilon, Math.PI / 2 * (cos * x1 - sin * x0)};
        });
    }

    @Test
    @DisplayName("equal matchings are equal, and a path of one's own from data to noise is taken")
    void values() {
        assertThat(new Matching(new StraightPath(0), new TimeSampling.LogitNormal(-1, 1), new Coupling.Independent()))
                .isEqualTo(Matching.DEFAULT);
        along(new Own(s -> 1 - s * s, s -> s * s, s -> -2 * s, s -> 2 * s));
    }

    @Test
    @DisplayName("a matching that travelled to an executor equals the one that was sent")
    void serialization() throws IOException, ClassNotFoundException {
        for (Matching sent : List.of(
                Matching.DEFAULT,
                new Matching(new VariancePreservingPath(0.1), new TimeSampling.Uniform(), new Coupling.Exact(32)),
                new Matching(new StraightPath(0), new TimeSampling.Power(2), new Coupling.Sinkhorn(8, 0.1, 5)))) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(sent);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertThat(in.readObject()).isEqualTo(sent);
            }
        }
    }

    @Test
    @DisplayName("a path that begins with noise is refused, and says that time runs the other way")
    void reversed() {
        assertThatThrownBy(() -> along(new Own(s -> s, s -> 1 - s, s -> 1, s -> -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "path: expected shares of data and noise that go from 1 and 0 at time 0 to 0 and 1 at the end, because a"
                                + " flow carries data to noise; got 0.0 and 1.0 at time 0, 1.0 and 0.0 at the end: this path begins"
                                + " with noise, so give it 1 - s in place of s");
    }

    @Test
    @DisplayName("a path that ends elsewhere, or whose rates are not its derivatives, is refused")
    void contradictions() {
        assertThatThrownBy(() -> along(new Own(s -> 1 - s, s -> 0.5 * s, s -> -1, s -> 0.5)))
                .hasMessageContaining("0.0 and 0.5 at the end");
        assertThatThrownBy(() -> along(new Own(s -> Double.NaN, s -> s, s -> -1, s -> 1)))
                .hasMessageContaining("got NaN and 0.0");
        assertThatThrownBy(() -> along(new Own(s -> 1 - s, s -> s, s -> 1, s -> 1)))
                .hasMessageContaining("the rate of the share of data to be its derivative, -1.00000 at s = ")
                .hasMessageContaining("got 1.00000");
        assertThatThrownBy(() -> along(new Own(s -> 1 - s, s -> s * s, s -> -1, s -> 1)))
                .hasMessageContaining("the rate of the share of noise");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    @DisplayName("σ is 0 or more")
    void sigma(double sigma) {
        assertThatThrownBy(() -> new StraightPath(sigma))
                .hasMessage("sigma of a path: expected 0 or more, got " + sigma);
        assertThatThrownBy(() -> new VariancePreservingPath(sigma)).hasMessageContaining("sigma");
    }
}
