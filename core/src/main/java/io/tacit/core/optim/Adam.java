package io.tacit.core.optim;

import io.tacit.core.tensor.FlatVector;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adam: steps along the mean of gradients, scaled per element by the root of their mean square, both exponentially
 * weighted and freed of the bias of starting at zero. With g ← g + λθ, for update t = 1, 2, ...:
 *
 * <pre>
 *   m ← β₁ m + (1 - β₁) g       v ← β₂ v + (1 - β₂) g²
 *   θ ← θ - η m / (1 - β₁ᵗ) / (√(v / (1 - β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>Kingma and Ba: "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.
 *
 * @param rate η
 * @param weightDecay λ, the coefficient of an L2 penalty λ|θ|²/2 (for decoupled decay see {@link AdamW})
 */
public record Adam(Schedule rate, double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {
    private static final String MEAN = "m";
    private static final String SQUARE = "v";

    public Adam {
        Require.decay("beta1", beta1);
        Require.decay("beta2", beta2);
        Require.notNegative("epsilon", epsilon);
        Require.notNegative("weight decay", weightDecay);
    }

    /** β₁ = 0.9, β₂ = 0.999, ε = 1e-8, λ = 0. */
    public static Adam of(Schedule rate) {
        return new Adam(rate, 0.9, 0.999, 1e-8, 0);
    }

    public static Adam of(double rate) {
        return of(new Schedule.Constant(rate));
    }

    @Override
    public OptimizerState init(FlatVector theta) {
        return OptimizerState.zeros(theta, MEAN, SQUARE);
    }

    @Override
    public Update update(FlatVector theta, FlatVector gradient, OptimizerState state) {
        state.require(theta, gradient, MEAN, SQUARE);
        FlatVector moved = theta.copy();
        FlatVector mean = state.moment(MEAN).copy();
        FlatVector square = state.moment(SQUARE).copy();
        long t = state.step() + 1;
        // StrictMath: the same bits on every processor.
        double stepSize = rate.at(state.step()) / (1 - StrictMath.pow(beta1, t));
        double unbias = Math.sqrt(1 - StrictMath.pow(beta2, t));
        for (int i = 0; i < theta.length(); i++) {
            double g = gradient.get(i) + weightDecay * theta.get(i);
            double m = beta1 * mean.get(i) + (1 - beta1) * g;
            double v = beta2 * square.get(i) + (1 - beta2) * g * g;
            mean.set(i, m);
            square.set(i, v);
            moved.set(i, theta.get(i) - stepSize * m / (Math.sqrt(v) / unbias + epsilon));
        }
        return new Update(moved, new OptimizerState(t, ordered(mean, square)));
    }

    private static Map<String, FlatVector> ordered(FlatVector mean, FlatVector square) {
        Map<String, FlatVector> moments = new LinkedHashMap<>();
        moments.put(MEAN, mean);
        moments.put(SQUARE, square);
        return moments;
    }

    @Override
    public String name() {
        return "adam";
    }
}
