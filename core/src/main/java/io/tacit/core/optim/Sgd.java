package io.tacit.core.optim;

import io.tacit.core.tensor.FlatVector;
import java.util.Map;

/**
 * Stochastic gradient descent with momentum: g ← g + λθ, b ← μ b + g, θ ← θ - η d, where the direction d is g, b or
 * g + μ b as {@link Momentum} says.
 *
 * @param rate η
 * @param weightDecay λ, the coefficient of an L2 penalty λ|θ|²/2
 */
public record Sgd(Schedule rate, Momentum momentum, double weightDecay) implements Optimizer {
    private static final String VELOCITY = "velocity";

    public Sgd {
        Require.notNegative("weight decay", weightDecay);
    }

    /** Without momentum and penalty. */
    public static Sgd of(double rate) {
        return new Sgd(new Schedule.Constant(rate), new Momentum.None(), 0);
    }

    @Override
    public OptimizerState init(FlatVector theta) {
        return OptimizerState.zeros(theta, remembered());
    }

    private String[] remembered() {
        return momentum instanceof Momentum.None ? new String[0] : new String[] {VELOCITY};
    }

    @Override
    public Update update(FlatVector theta, FlatVector gradient, OptimizerState state) {
        state.require(theta, gradient, remembered());
        return momentum instanceof Momentum.None ? descend(theta, gradient, state) : roll(theta, gradient, state);
    }

    private Update descend(FlatVector theta, FlatVector gradient, OptimizerState state) {
        double eta = rate.at(state.step());
        FlatVector moved = theta.copy();
        for (int i = 0; i < theta.length(); i++) {
            moved.set(i, theta.get(i) - eta * (gradient.get(i) + weightDecay * theta.get(i)));
        }
        return new Update(moved, new OptimizerState(state.step() + 1, Map.of()));
    }

    private Update roll(FlatVector theta, FlatVector gradient, OptimizerState state) {
        double eta = rate.at(state.step());
        FlatVector moved = theta.copy();
        FlatVector velocity = state.moment(VELOCITY).copy();
        for (int i = 0; i < theta.length(); i++) {
            double g = gradient.get(i) + weightDecay * theta.get(i);
            double b = momentum.mu() * velocity.get(i) + g;
            velocity.set(i, b);
            moved.set(i, theta.get(i) - eta * momentum.direction(g, b));
        }
        return new Update(moved, new OptimizerState(state.step() + 1, Map.of(VELOCITY, velocity)));
    }

    @Override
    public String name() {
        return "sgd";
    }
}
