package io.tacit.spark.average;

import io.tacit.core.optim.Momentum;
import io.tacit.core.optim.Optimizer;
import io.tacit.core.optim.OptimizerState;
import io.tacit.core.optim.Schedule;
import io.tacit.core.optim.Sgd;
import io.tacit.core.optim.Update;
import io.tacit.core.tensor.FlatVector;
import io.tacit.spark.config.OuterConfig;
import io.tacit.spark.config.OuterConfig.Name;
import java.util.Optional;

/**
 * Moves the common parameters x when the workers' mean x̄ is known. Without an outer optimizer x ← x̄. With one, the way that the workers went
 * is taken for a gradient, g = x − x̄ (Reddi et al.: "Adaptive federated optimization", ICLR 2021, algorithm 1):
 *
 * <ul>
 *   <li>{@code SGD}: x ← x − η g;
 *   <li>{@code NESTEROV}: b ← μ b + g, x ← x − η (g + μ b) (Douillard et al.: "DiLoCo", 2023, with η = 0.7, μ = 0.9; without a
 *       setting 1 and 0.7, which are better in fewer rounds: docs/scaling.md);
 *   <li>{@code SLOWMO}: u ← β u + g / γ, x ← x − α γ u, γ the inner learning rate (Wang et al.: "SlowMo", ICLR 2020, algorithm 1); where
 *       γ = 0 workers went nowhere, u stays and x ← x̄.
 * </ul>
 *
 * <p>The running mean is e ← d e + (1 − d) x, beginning with the first round's x.
 */
public record OuterStep(OuterConfig config) {

    /** Where the parameters moved to. */
    public record Moved(FlatVector theta, OuterState state) {}

    /**
     * @param before x, with which the round began
     * @param mean x̄
     * @param innerRate γ, of the round's first local step
     */
    public Moved of(FlatVector before, FlatVector mean, OuterState state, double innerRate) {
        Update update = config.name() == Name.NONE
                ? new Update(mean, state.optimizer())
                : stepped(before, mean, state.optimizer(), innerRate);
        Optional<FlatVector> ema = config.ema()
                .map(decay ->
                        state.ema().map(e -> mixed(decay, e, update.theta())).orElse(update.theta()));
        return new Moved(update.theta(), new OuterState(update.state(), ema));
    }

    private Update stepped(FlatVector before, FlatVector mean, OptimizerState state, double innerRate) {
        double unit = config.name() == Name.SLOWMO ? innerRate : 1;
        if (unit == 0) {
            return new Update(mean, state);
        }
        FlatVector gradient = before.copy();
        for (int i = 0; i < gradient.length(); i++) {
            gradient.set(i, (before.get(i) - mean.get(i)) / unit);
        }
        Optimizer optimizer = new Sgd(new Schedule.Constant(config.rate() * unit), momentum(), 0);
        boolean first = state.moments().isEmpty();
        return optimizer.update(before, gradient, first ? optimizer.init(before) : state);
    }

    private Momentum momentum() {
        if (config.momentum() == 0 || !config.name().rolls()) {
            return new Momentum.None();
        }
        return config.name() == Name.NESTEROV
                ? new Momentum.Nesterov(config.momentum())
                : new Momentum.Polyak(config.momentum());
    }

    private static FlatVector mixed(double decay, FlatVector ema, FlatVector theta) {
        FlatVector mixed = ema.copy();
        for (int i = 0; i < mixed.length(); i++) {
            mixed.set(i, decay * ema.get(i) + (1 - decay) * theta.get(i));
        }
        return mixed;
    }
}
