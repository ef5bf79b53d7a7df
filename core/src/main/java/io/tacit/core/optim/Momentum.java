package io.tacit.core.optim;

import java.io.Serializable;

/**
 * How {@link Sgd} uses a running sum of gradients, the velocity b ← μ b + g. Sutskever, Martens, Dahl, Hinton: "On the
 * importance of initialization and momentum in deep learning", ICML 2013, in the form of PyTorch (the learning rate
 * multiplies the velocity, not the gradient).
 */
public sealed interface Momentum extends Serializable {
    /** μ: how much of the velocity survives an update. */
    double mu();

    /** The direction to step along, given the gradient and the new velocity. */
    double direction(double gradient, double velocity);

    /** Plain gradient descent: remembers nothing. */
    record None() implements Momentum {
        @Override
        public double mu() {
            return 0;
        }

        @Override
        public double direction(double gradient, double velocity) {
            return gradient;
        }
    }

    /** The heavy ball: steps along the velocity. */
    record Polyak(double mu) implements Momentum {
        public Polyak {
            requireMomentum(mu);
        }

        @Override
        public double direction(double gradient, double velocity) {
            return velocity;
        }
    }

    /** Looks ahead: steps along g + μ b. */
    record Nesterov(double mu) implements Momentum {
        public Nesterov {
            requireMomentum(mu);
        }

        @Override
        public double direction(double gradient, double velocity) {
            return gradient + mu * velocity;
        }
    }

    private static void requireMomentum(double mu) {
        Require.check("momentum", "more than 0 and less than 1 (Momentum.None is without)", mu, x -> x > 0 && x < 1);
    }
}
