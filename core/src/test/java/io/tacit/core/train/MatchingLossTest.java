package io.tacit.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.engine.Block;
import io.tacit.core.engine.Engine;
import io.tacit.core.nn.Net;
import io.tacit.core.program.Expr;
import io.tacit.core.program.Kind;
import io.tacit.core.program.Program;
import io.tacit.core.program.Shape;
import io.tacit.core.solve.Ivp;
import io.tacit.core.solve.Work;
import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The regression of a tile, in float64. */
class MatchingLossTest {

    private static final Engine ENGINE = Ivp.ENGINE;

    /** f(x, t, c, scale) = scale (A x + t b + M c), c one example's class. */
    private static final Program CONDITIONAL = Program.trace(g -> {
        Expr x = g.example(Net.STATE, 2);
        Expr c = g.example("class", 2);
        Expr scale = g.shared("scale");
        Expr affine = g.param("A", 2, 2).matmul(x).plus(g.param("b", 2).times(g.shared(Net.TIME)));
        return affine.plus(g.param("M", 2, 2).matmul(c)).times(scale);
    });

    private static final double[][] X = {{1, 2}, {-1, 0.5}, {0.3, -2}};
    private static final double[] T = {0.1, 0.7, 1};
    private static final double[][] U = {{1, 0}, {2, -1}, {0, 1}};
    private static final double[][] CLASS = {{1, 0}, {0, 1}, {1, 0}};
    private static final FlatVector THETA = FlatVector.of(0.5, -1, 0.2, 0.4, 1, -2, 3, 0.1, -0.6, 0.8);

    private static Block scalars(double... values) {
        Block block = ENGINE.allocate(Kind.BATCHED, Shape.SCALAR, values.length);
        block.load(FlatVector.of(values), 0);
        return block;
    }

    private static MatchingLoss.Points points(double[][] x, double scale) {
        Block factor = ENGINE.allocate(Kind.SHARED, Shape.SCALAR, 1);
        factor.fill(scale);
        return new MatchingLoss.Points(
                Ivp.block(x), scalars(T), Ivp.block(U), Map.of("class", Ivp.block(CLASS), "scale", factor));
    }

    private static double loss(FlatVector p, int b, double scale) {
        double sum = 0;
        for (int i = 0; i < 2; i++) {
            double f = p.get(2 * i) * X[b][0]
                    + p.get(2 * i + 1) * X[b][1]
                    + T[b] * p.get(4 + i)
                    + p.get(6 + 2 * i) * CLASS[b][0]
                    + p.get(7 + 2 * i) * CLASS[b][1];
            sum += (scale * f - U[b][i]) * (scale * f - U[b][i]);
        }
        return sum;
    }

    private static FlatVector zeros() {
        return FlatVector.zeros(Precision.FLOAT64, THETA.length());
    }

    @Test
    @DisplayName("|f(x, t, c) − u|² with each example's own time and condition, and its gradient")
    void values() {
        MatchingLoss loss = new MatchingLoss(ENGINE, CONDITIONAL);
        assertThat(loss.conditions()).containsExactly("class", "scale");
        FlatVector gradient = zeros();
        Sums tile = loss.differentiate(points(X, 1.5), ENGINE.vector(THETA), gradient);
        double sum = loss(THETA, 0, 1.5) + loss(THETA, 1, 1.5) + loss(THETA, 2, 1.5);
        assertThat(tile.sum()).isCloseTo(sum, within(1e-12));
        assertThat(tile.count()).isEqualTo(3);
        assertThat(tile.forward()).isEqualTo(new Work(3, 0, 0));
        assertThat(tile.backward()).isEqualTo(new Work(3, 0, 0));
        Sums value = loss.evaluate(points(X, 1.5), ENGINE.vector(THETA));
        assertThat(value).isEqualTo(new Sums(tile.measures(), 3, 0, tile.forward(), Work.NONE, List.of()));
        for (int i = 0; i < THETA.length(); i++) {
            FlatVector up = THETA.copy();
            FlatVector down = THETA.copy();
            up.set(i, up.get(i) + 1e-4);
            down.set(i, down.get(i) - 1e-4);
            double difference = 0;
            for (int b = 0; b < 3; b++) {
                difference += (loss(up, b, 1.5) - loss(down, b, 1.5)) / 2e-4;
            }
            // The loss is a square: differences are exact but for rounding.
            assertThat(gradient.get(i)).isCloseTo(difference, within(1e-9));
        }
    }

    @Test
    @DisplayName("a field of conditions learns the mean velocity of each of two classes")
    void conditional() {
        MatchingLoss loss = new MatchingLoss(ENGINE, CONDITIONAL);
        double[][] at = new double[3][2];
        FlatVector theta = zeros();
        for (int step = 0; step < 200; step++) {
            FlatVector gradient = zeros();
            loss.differentiate(points(at, 1), ENGINE.vector(theta), gradient);
            // Neither A nor b, so that class alone can tell.
            for (int i = 6; i < 10; i++) {
                theta.set(i, theta.get(i) - 0.2 * gradient.get(i));
            }
        }
        // Class 0 has velocities (1, 0) and (0, 1), class 1 has (2, −1).
        assertThat(theta.range(6, 4).doubles()).containsExactly(new double[] {0.5, 2, 0.5, -1}, within(1e-6));
        assertThatThrownBy(() -> loss.evaluate(
                        new MatchingLoss.Points(Ivp.block(X), scalars(T), Ivp.block(U), Map.of()),
                        ENGINE.vector(theta)))
                .hasMessage("conditions of a field: expected one named 'class', got []");
    }

    @Test
    @DisplayName("an example whose loss is not finite is left out, and the gradient is that of the others")
    void left() {
        MatchingLoss loss = new MatchingLoss(ENGINE, CONDITIONAL);
        for (double poison : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e200}) {
            double[][] x = {X[0], {poison, 1}, X[2]};
            FlatVector gradient = zeros();
            Sums tile = loss.differentiate(points(x, 1), ENGINE.vector(THETA), gradient);
            assertThat(tile.count()).isEqualTo(2);
            assertThat(tile.failed()).isOne();
            assertThat(tile.advice()).containsExactly(Failure.NOT_FINITE);
            assertThat(tile.sum()).isCloseTo(loss(THETA, 0, 1) + loss(THETA, 2, 1), within(1e-12));
            FlatVector whole = zeros();
            FlatVector second = zeros();
            loss.differentiate(points(X, 1), ENGINE.vector(THETA), whole);
            loss.differentiate(
                    points(new double[][] {{Double.NaN, 0}, X[1], {Double.NaN, 0}}, 1), ENGINE.vector(THETA), second);
            assertThat(gradient.doubles()).containsExactly(whole.minus(second).doubles(), within(1e-12));
            Sums value = loss.evaluate(points(x, 1), ENGINE.vector(THETA));
            assertThat(value.sum()).isEqualTo(tile.sum());
            assertThat(value.advice()).isEqualTo(tile.advice());
        }
        FlatVector none = zeros();
        double[][] bad = {{Double.NaN, 0}, {0, Double.NaN}, {Double.NaN, 1}};
        assertThat(loss.differentiate(points(bad, 1), ENGINE.vector(THETA), none)
                        .failed())
                .isEqualTo(3);
        assertThat(none.doubles()).containsOnly(0);
    }

    @Test
    @DisplayName("a gradient that overflows although the loss is finite is not added")
    void overflow() {
        Program steep = Program.trace(
                g -> g.param("A", 2, 2).matmul(g.example(Net.STATE, 2)).times(1e200));
        FlatVector theta = FlatVector.of(1e-200, 0, 0, 1e-200);
        FlatVector gradient = FlatVector.of(1, 2, 3, 4.0);
        double[][] x = {{1e120, 0}};
        MatchingLoss.Points points =
                new MatchingLoss.Points(Ivp.block(x), scalars(0.5), Ivp.block(new double[] {0, 0}), Map.of());
        Sums tile = new MatchingLoss(ENGINE, steep).differentiate(points, ENGINE.vector(theta), gradient);
        assertThat(tile.failed()).isOne();
        assertThat(tile.sum()).isZero();
        assertThat(tile.advice()).containsExactly(Failure.GRADIENT);
        assertThat(gradient.doubles()).containsExactly(1, 2, 3, 4);
    }
}
