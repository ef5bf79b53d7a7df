package io.tacit.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tacit.core.tensor.FlatVector;
import io.tacit.core.tensor.Precision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
    private static final FlatVector START = FlatVector.of(4.0, -3.0, 5.0);

    static Stream<Optimizer> optimizers() {
        Schedule falling = new Schedule.Cosine(0.3, 0, 10, 600);
        return Stream.of(
                Adam.of(falling),
                new AdamW(Adam.of(falling), 1e-6),
                Sgd.of(0.05),
                new Sgd(falling, new Momentum.Polyak(0.5), 0),
                new Sgd(falling, new Momentum.Nesterov(0.5), 0),
                new Clip.ByNorm(Adam.of(falling), 1),
                new Clip.ByValue(Sgd.of(0.1), 1));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void findsTheBottomOfAQuadratic(Optimizer optimizer) {
        Update at = run(optimizer, START, optimizer.init(START), 600);
        for (int i = 0; i < START.length(); i++) {
            assertThat(at.theta().get(i)).isCloseTo(i, within(1e-3));
        }
        assertThat(at.state().step()).isEqualTo(600);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void continuingFromAStateEqualsNotStopping(Optimizer optimizer) throws Exception {
        Update halfway = run(optimizer, START, optimizer.init(START), 20);
        Update resumed = run(optimizer, halfway.theta(), sent(halfway.state()), 20);
        assertThat(resumed).isEqualTo(run(sent(optimizer), START, optimizer.init(START), 40));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void leavesItsArgumentsAlone(Optimizer optimizer) throws Exception {
        OptimizerState state = run(optimizer, START, optimizer.init(START), 3).state();
        OptimizerState before = sent(state);
        FlatVector theta = START.copy();
        FlatVector gradient = gradient(theta);
        optimizer.update(theta, gradient, state);
        assertThat(theta).isEqualTo(START);
        assertThat(gradient).isEqualTo(gradient(START));
        assertThat(state).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void keepsThePrecisionOfTheta(Optimizer optimizer) {
        FlatVector single = START.to(Precision.FLOAT32);
        Update at = run(optimizer, single, optimizer.init(single), 5);
        Update exact = run(optimizer, START, optimizer.init(START), 5);
        assertThat(at.theta().precision()).isEqualTo(Precision.FLOAT32);
        assertThat(at.state().moments().values())
                .allSatisfy(moment -> assertThat(moment.precision()).isEqualTo(Precision.FLOAT32));
        for (int i = 0; i < START.length(); i++) {
            // A few roundings to 24 bits of numbers up to 4.
            assertThat(at.theta().get(i)).isCloseTo(exact.theta().get(i), within(1e-5));
        }
    }

    @Test
    void aGradientWithinTheLimitIsNotTouched() {
        FlatVector gradient = FlatVector.of(3.0, -4.0);
        assertThat(new Clip.ByNorm(Sgd.of(1), 5.1).clip(gradient)).isEqualTo(gradient);
        assertThat(new Clip.ByValue(Sgd.of(1), 4).clip(gradient)).isEqualTo(gradient);
        assertThat(new Clip.ByNorm(Sgd.of(1), 1).clip(gradient).doubles())
                .containsExactly(new double[] {0.6, -0.8}, within(1e-6));
    }

    @Test
    void refusesAnotherOptimizersState() {
        OptimizerState ofAdam = Adam.of(0.1).init(START);
        assertThatThrownBy(() -> Sgd.of(0.1).update(START, START, ofAdam))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected the moments [], got [m, v]");
        assertThatThrownBy(() -> ofAdam.moment("velocity")).hasMessageContaining("there are [m, v]");
    }

    @Test
    void refusesAGradientOfAnotherShape() {
        Adam adam = Adam.of(0.1);
        assertThatThrownBy(() -> adam.update(START, FlatVector.of(1.0), adam.init(START)))
                .hasMessageContaining("gradient: expected FLOAT64[3] like theta, got FLOAT64[1]");
        assertThatThrownBy(() -> adam.update(START, START.to(Precision.FLOAT32), adam.init(START)))
                .hasMessageContaining("got FLOAT32[3]");
        assertThatThrownBy(() -> adam.update(START, START, adam.init(FlatVector.of(1.0))))
                .hasMessageContaining("moment 'm': expected FLOAT64[3]");
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> Adam.of(-1)).hasMessage("learning rate: expected 0 or more, got -1.0");
        assertThatThrownBy(() -> Adam.of(Double.NaN)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> new Adam(new Schedule.Constant(1), 1, 0.9, 1e-8, 0))
                .hasMessageContaining("beta1");
        assertThatThrownBy(() -> new Momentum.Nesterov(0)).hasMessageContaining("Momentum.None is without");
        assertThatThrownBy(() -> new Clip.ByNorm(Sgd.of(1), 0)).hasMessageContaining("more than 0, got 0.0");
        assertThatThrownBy(() -> new OptimizerState(-1, Map.of())).hasMessageContaining("got -1");
    }

    private static Update run(Optimizer optimizer, FlatVector theta, OptimizerState state, int updates) {
        Update at = new Update(theta, state);
        for (int k = 0; k < updates; k++) {
            at = optimizer.update(at.theta(), gradient(at.theta()), at.state());
        }
        return at;
    }

    /** Of Σ (x_i - i)² (i + 1) / 2, whose bottom is at (0, 1, 2). */
    private static FlatVector gradient(FlatVector x) {
        FlatVector g = x.copy();
        for (int i = 0; i < x.length(); i++) {
            g.set(i, (x.get(i) - i) * (i + 1));
        }
        return g;
    }

    @SuppressWarnings("unchecked")
    private static <T> T sent(T value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
