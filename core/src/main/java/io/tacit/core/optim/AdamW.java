package io.tacit.core.optim;

import io.tacit.core.tensor.FlatVector;

/**
 * Adam with decoupled weight decay: θ ← (1 - ηλ) θ, then a step of {@link Adam} without penalty, so that the decay is
 * not divided by the gradient's scale.
 *
 * <p>Loshchilov and Hutter: "Decoupled weight decay regularization", ICLR 2019, algorithm 2.
 *
 * @param adam the step, with a rate η and no penalty of its own
 * @param weightDecay λ
 */
public record AdamW(Adam adam, double weightDecay) implements Optimizer {
    private static final double WEIGHT_DECAY = 0.01;

    public AdamW {
        Require.notNegative("weight decay", weightDecay);
        Require.check("weight decay of the Adam inside AdamW", "0", adam.weightDecay(), x -> x == 0);
    }

    /** {@link Adam#of} with λ = 0.01. */
    public static AdamW of(Schedule rate) {
        return new AdamW(Adam.of(rate), WEIGHT_DECAY);
    }

    public static AdamW of(double rate) {
        return of(new Schedule.Constant(rate));
    }

    @Override
    public OptimizerState init(FlatVector theta) {
        return adam.init(theta);
    }

    @Override
    public Update update(FlatVector theta, FlatVector gradient, OptimizerState state) {
        double keep = 1 - adam.rate().at(state.step()) * weightDecay;
        FlatVector shrunk = theta.copy();
        for (int i = 0; i < theta.length(); i++) {
            shrunk.set(i, keep * theta.get(i));
        }
        return adam.update(shrunk, gradient, state);
    }

    @Override
    public String name() {
        return "adamw";
    }
}
