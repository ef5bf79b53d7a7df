package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.data.Examples;
import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.engine.ReferenceEngine;
import io.tacit.core.engine.cpu.CpuEngine;
import io.tacit.core.layer.Cnf;
import io.tacit.core.layer.CnfDensity;
import io.tacit.core.layer.CnfSampler;
import io.tacit.core.layer.Divergence;
import io.tacit.core.nn.Net;
import io.tacit.core.optim.Adam;
import io.tacit.core.optim.Schedule;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.random.NormalQuantile;
import io.tacit.core.random.RandomKey;
import io.tacit.core.solve.Solver;
import io.tacit.core.solve.ode.Dopri5;
import io.tacit.core.solve.ode.Ode;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Data N(m, C), C diagonal: x(s) is normal, so that the best field is linear in x and known. With Σ = a² C + b² I,
 *
 * <pre>u*(x, s) = E[dx/dt | x(s) = x] = (a′ m + (a a′ C + b b′ I) Σ⁻¹ (x − a m)) / t₁,   E|dx/dt − u*|² = Σᵢ cᵢ (a b′ − a′ b)² / Σᵢᵢ t₁².</pre>
 */
class LinearGaussianTest {

    private static final double[] MEAN = {1, -0.5};
    private static final double[] VARIANCE = {0.25, 2};
    private static final double T1 = 0.5;
    private static final int PARAMETERS = 12;

    /** A path, and the same as expressions. */
    record Way(ProbabilityPath path, TimeSampling times) {

        Expr[] shares(Expr s) {
            if (path instanceof StraightPath) {
                Expr one = s.times(0).plus(1);
                return new Expr[] {one.minus(s), s, one.negate(), one};
            }
            Expr angle = s.times(Math.PI / 2);
            Expr cos = angle.cos();
            Expr sin = angle.sin();
            return new Expr[] {cos, sin, sin.times(-Math.PI / 2), cos.times(Math.PI / 2)};
        }

        Matching matching() {
            return new Matching(path, times, new Coupling.Independent());
        }

        /** The mean of the least loss over the density of times, by their quantiles. */
        double least() {
            double sum = 0;
            int points = 4000;
            for (int k = 0; k < points; k++) {
                double u = (k + 0.5) / points;
                double s = times instanceof TimeSampling.LogitNormal normal
                        ? 1 / (1 + Math.exp(-normal.mean() - normal.deviation() * NormalQuantile.of(u)))
                        : u;
                double a = path.data(s);
                double b = path.noise(s);
                double w = (a * path.noiseRate(s) - path.dataRate(s) * b) / T1;
                for (double c : VARIANCE) {
                    sum += c * w * w / (a * a * c + b * b);
                }
            }
            return sum / points;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way(new StraightPath(0), new TimeSampling.LogitNormal(-1, 1)),
                new Way(new StraightPath(0), new TimeSampling.Uniform()),
                new Way(new VariancePreservingPath(0), new TimeSampling.LogitNormal(-1, 1)));
    }

    /** u* + A x + b + t (B x + d), which is u* where θ = 0. */
    private static Cnf around(Way way) {
        Program field = Program.trace(g -> {
            Expr x = g.example(Net.STATE, 2);
            Expr t = g.shared(Net.TIME);
            Expr[] shares = way.shares(t.over(T1));
            Expr m = g.constant(Shape.of(2), MEAN);
            Expr c = g.constant(Shape.of(2), VARIANCE);
            Expr variance = c.times(shares[0].square()).plus(shares[1].square());
            Expr gain = c.times(shares[0].times(shares[2]))
                    .plus(shares[1].times(shares[3]))
                    .over(variance);
            Expr best = m.times(shares[2])
                    .plus(gain.times(x.minus(m.times(shares[0]))))
                    .over(T1);
            Expr still = g.param("A", 2, 2).matmul(x).plus(g.param("b", 2));
            return best.plus(still)
                    .plus(g.param("B", 2, 2).matmul(x).plus(g.param("d", 2)).times(t));
        });
        return Cnf.of(field).withT1(T1);
    }

    private static Examples data(int count) {
        float[] rows = new float[2 * count];
        for (int i = 0; i < count; i++) {
            RandomKey own = RandomKey.of(11).with(i);
            for (int k = 0; k < 2; k++) {
                rows[2 * i + k] = (float) (MEAN[k] + Math.sqrt(VARIANCE[k]) * own.gaussian(k));
            }
        }
        return Examples.rows(2, rows, LongStream.range(0, count).toArray());
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName(
            "the field in closed form has the least loss, known, and no gradient in the mean; training leads to it")
    void best(Way way) {
        Cnf cnf = around(way);
        try (Engine engine = new CpuEngine(1)) {
            FlowMatching objective = new FlowMatching(engine, cnf, way.matching());
            FlatVector zero = FlatVector.zeros(Precision.FLOAT32, PARAMETERS);
            int batches = 50;
            double[] sum = new double[PARAMETERS];
            double[] squares = new double[PARAMETERS];
            Examples examples = data(500 * batches);
            Sums loss = Sums.NONE;
            for (int k = 0; k < batches; k++) {
                FlatVector gradient = FlatVector.zeros(Precision.FLOAT32, PARAMETERS);
                loss = loss.plus(objective.differentiate(examples.range(500 * k, 500), zero, Toys.KEY, gradient));
                for (int i = 0; i < PARAMETERS; i++) {
                    double mean = gradient.get(i) / 500;
                    sum[i] += mean / batches;
                    squares[i] += mean * mean / batches;
                }
            }
            // Four standard errors.
            double variance = loss.first().orElseThrow().yy() / loss.count() - loss.mean() * loss.mean();
            assertThat(loss.mean()).isCloseTo(way.least(), within(4 * Math.sqrt(variance / loss.count())));
            for (int i = 0; i < PARAMETERS; i++) {
                assertThat(sum[i]).isCloseTo(0, within(4 * Math.sqrt(squares[i] / batches)));
            }
            FlatVector away = zero.copy();
            for (int i = 0; i < PARAMETERS; i++) {
                away.set(i, Toys.KEY.gaussian(i));
            }
            Adam adam = Adam.of(new Schedule.Cosine(0.1, 0, 0, 300));
            LocalTraining.Result result = new LocalTraining(adam, 256)
                    .run(objective, examples, TrainingState.start(away, adam), 0, 300, Toys.KEY);
            double trained = objective
                    .evaluate(examples, result.state().theta(), Toys.KEY)
                    .mean();
            double began = objective.evaluate(examples, away, Toys.KEY).mean();
            assertThat(began - loss.mean()).isGreaterThan(1);
            // Noise of the last steps: a hundredth of the way.
            assertThat(trained - loss.mean()).isBetween(-0.01 * began, 0.01 * began);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("the field in closed form carries the data to N(0, I): its density is N(m, C)")
    void density(Way way) {
        Engine engine = new ReferenceEngine(64);
        Examples examples = data(40);
        Block x = engine.allocate(Kind.BATCHED, Shape.of(2), 40);
        x.load(FlatVector.of(examples.rows()), 0);
        Block logDensity = new CnfDensity(engine, around(way), new Divergence.Exact(), Dopri5.solver(1e-8))
                .of(x, List.of(), engine.vector(FlatVector.zeros(Precision.FLOAT64, PARAMETERS)))
                .logDensity();
        for (int b = 0; b < 40; b++) {
            double expected = 0;
            for (int k = 0; k < 2; k++) {
                double z = x.get(b, k) - MEAN[k];
                expected -= (z * z / VARIANCE[k] + Math.log(2 * Math.PI * VARIANCE[k])) / 2;
            }
            assertThat(logDensity.get(b, 0)).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    @DisplayName("T80a velocity 3τ² from (1, 0) ends in (2, 1); with constant velocity 1, log p(x1) = log p0(x1 − 1)")
    void velocities() {
        Engine engine = new ReferenceEngine(64);
        Solver<Ode> solver = Dopri5.solver(1e-6);
        // τ = 1 − t runs from noise to data.
        Cnf cubic = Cnf.of(Program.trace(g -> g.example(Net.STATE, 2)
                .times(0)
                .minus(g.shared(Net.TIME).minus(1).square().times(3))));
        Block theta = engine.vector(FlatVector.zeros(Precision.FLOAT64, 0));
        Block start = engine.allocate(Kind.BATCHED, Shape.of(2), 1);
        start.load(FlatVector.of(1.0, 0), 0);
        Block end = new CnfSampler(engine, cubic, solver).from(start, theta).x();
        assertThat(end.get(0, 0)).isCloseTo(2, within(1e-2));
        assertThat(end.get(0, 1)).isCloseTo(1, within(1e-2));
        Cnf constant =
                Cnf.of(Program.trace(g -> g.example(Net.STATE, 2).times(0).minus(1)));
        Block x1 = engine.allocate(Kind.BATCHED, Shape.of(2), 1);
        x1.load(FlatVector.of(0.7, -1.2), 0);
        double expected = -(0.3 * 0.3 + 2.2 * 2.2) / 2 - Math.log(2 * Math.PI);
        assertThat(new CnfDensity(engine, constant, new Divergence.Exact(), solver)
                        .of(x1, List.of(), theta)
                        .logDensity()
                        .get(0, 0))
                .isCloseTo(expected, within(1e-6));
    }
}
